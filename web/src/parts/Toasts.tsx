import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";
import { texts } from "../texts";
import { Button, IconButton } from "./Button";
import { Icon } from "./Icon";
import { queue } from "./toast";
import styles from "./toasts.module.css";

/** Where they are shown; once, in the layout. */
export default function Toasts() {
  return (
    <ToastRegion queue={queue} className={styles.region ?? ""} aria-label={texts.parts.notifications}>
      {({ toast: one }) => (
        <Toast toast={one} className={styles.toast ?? ""}>
          <ToastContent className={styles.content ?? ""}>
            {one.content.tone && one.content.tone !== "plain" && (
              <span className={styles[one.content.tone]}>
                <Icon name={one.content.tone === "good" ? "check" : "warning"} />
              </span>
            )}
            <Text slot="title" className={styles.text ?? ""}>
              {one.content.text}
            </Text>
          </ToastContent>
          {one.content.action && (
            <Button
              small
              onPress={() => {
                one.content.action?.do();
                queue.close(one.key);
              }}
            >
              {one.content.action.label}
            </Button>
          )}
          <IconButton small icon="close" label={texts.parts.dismiss} slot="close" />
        </Toast>
      )}
    </ToastRegion>
  );
}
