// What the types refuse: each line that is marked must be an error.
import { Activity, Contact, Deal } from "./models.js";

// @ts-expect-error a deal needs a title
new Deal({});
const deal = new Deal({ title: "x" });
// @ts-expect-error a number
deal.amount = "12";
// @ts-expect-error another class
deal.contact = deal;
// @ts-expect-error there is no such field
deal.colour = "red";
const activity = new Activity();
// @ts-expect-error the server sets it
activity.createdBy = undefined;
activity.relatedTo = new Contact({ name: "Jane" });
