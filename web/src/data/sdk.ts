import type ParseSdk from "parse";
import type { LiveQuerySubscription } from "parse";

/** The types of the Parse SDK that are used here; the SDK itself is loaded by `parse.ts`. */
export type Parse = typeof ParseSdk;
export type SdkObject = InstanceType<Parse["Object"]>;
export type SdkQuery = InstanceType<typeof ParseSdk.Query<SdkObject>>;
export type Subscription = LiveQuerySubscription;
