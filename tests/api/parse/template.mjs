// The five steps of a mobile CRM, in their JavaScript form.
import { Parse, assert, joins, names } from "./people.mjs";

const me = await joins();
const Deal = Parse.Object.extend("Deal");
const Contact = Parse.Object.extend("Contact");
const Activity = Parse.Object.extend("Activity");

async function createDeal(title, { stage = "lead", amount, closes } = {}) {
  const deal = new Deal();
  deal.set("title", title);
  deal.set("stage", stage);
  if (amount !== undefined) deal.set("amount", amount);
  if (closes !== undefined) deal.set("expectedCloseDate", closes);
  return deal.save();
}

// deals and contacts are made
const late = await createDeal("Late", { stage: "qualified", amount: 10, closes: new Date("2030-05-01T00:00:00Z") });
const soon = await createDeal("Soon", { stage: "qualified", closes: new Date("2030-01-01T00:00:00.123Z") });
await createDeal("Other");
const jane = await new Contact().save({ name: "Jane", email: "jane@example.com" });

// the pipeline: by stage, in order of date
const pipeline = () =>
  new Parse.Query(Deal).equalTo("stage", "qualified").ascending("expectedCloseDate").find();
assert.deepEqual(names(await pipeline()), ["Soon", "Late"]);
assert.deepEqual((await pipeline())[0].get("expectedCloseDate"), new Date("2030-01-01T00:00:00.123Z"));
assert.deepEqual(names(await new Parse.Query(Contact).find(), "name"), ["Jane"]);

// a deal moves
const moved = Deal.createWithoutData(soon.id);
moved.set("stage", "proposal");
await moved.save();
assert.deepEqual(names(await pipeline()), ["Late"]);
const latest = await new Parse.Query(Deal).descending("updatedAt").first();
assert.equal(latest.id, soon.id);

// activities about a deal, and about a person
await new Activity().save({ type: "call", subject: "Price", relatedTo: late });
await new Activity().save({ type: "note", subject: "Likes tea", relatedTo: jane });
const about = (target) => new Parse.Query(Activity).equalTo("relatedTo", target).include("relatedTo").find();
assert.deepEqual(names(await about(late), "subject"), ["Price"]);
assert.deepEqual(names(await about(jane), "subject"), ["Likes tea"]);
assert.equal((await about(jane))[0].get("relatedTo").get("name"), "Jane");
assert.equal((await about(jane))[0].get("createdBy").id, me.id);

// a deal goes
await late.destroy();
assert.deepEqual(names(await pipeline()), []);
assert.deepEqual(names(await about(late), "subject"), ["Price"]);
