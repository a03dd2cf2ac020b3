// Live queries: five events, and a deal that changes hands.
import { Parse, as, assert, code, joins } from "./people.mjs";

const TIMEOUT = 20_000;

/** Listen to a query as somebody; `next()` is what happens next. */
async function listens(query, who) {
  const subscription = await query.subscribe(as(who).sessionToken);
  const heard = [];
  const waiting = [];
  for (const event of ["create", "update", "enter", "leave", "delete"]) {
    subscription.on(event, (object, original) => {
      heard.push({ event, id: object.id, object, original });
      waiting.shift()?.();
    });
  }
  await new Promise((resolve, reject) => {
    subscription.on("open", resolve);
    subscription.on("error", reject);
  });
  const next = async () => {
    if (heard.length === 0) {
      await Promise.race([
        new Promise((resolve) => waiting.push(resolve)),
        new Promise((_, reject) => setTimeout(() => reject(new Error("nothing is heard")), TIMEOUT).unref()),
      ]);
    }
    return heard.shift();
  };
  const hears = async (event, object) => {
    const happened = await next();
    assert.deepEqual([happened.event, happened.id], [event, object.id]);
    return happened;
  };
  return { hears, subscription };
}

Parse.masterKey = undefined; // with it, everybody hears everything
const ann = await joins("ann");
const bob = await joins("bob");

const proposals = await listens(new Parse.Query("Deal").equalTo("stage", "proposal"), ann);
const deal = await new Parse.Object("Deal").save({ title: "Renewal", stage: "proposal" }, as(ann));
assert.equal((await proposals.hears("create", deal)).object.get("title"), "Renewal");
await deal.save({ amount: 5 }, as(ann));
const update = await proposals.hears("update", deal);
assert.equal(update.object.get("amount"), 5);
assert.equal(update.original.get("amount"), undefined);
await deal.save({ stage: "won" }, as(ann));
assert.equal((await proposals.hears("leave", deal)).original.get("stage"), "proposal");
await deal.save({ amount: 6 }, as(ann));
await deal.save({ stage: "proposal" }, as(ann));
assert.equal((await proposals.hears("enter", deal)).original.get("stage"), "won");

// somebody else's deals are nobody's business, until they change hands
const globex = await new Parse.Object("Company").save({ name: "Globex" }, as(ann));
await deal.save({ company: globex }, as(ann));
await proposals.hears("update", deal);
const call = await new Parse.Object("Activity").save({ subject: "Price", relatedTo: deal }, as(ann));
const his = await listens(new Parse.Query("Deal"), bob);
const companies = await listens(new Parse.Query("Company").startsWith("name", "Glo"), bob);
const activities = await listens(new Parse.Query("Activity"), bob);
await deal.save({ assignedTo: bob }, as(ann));
const entered = await his.hears("enter", deal);
assert.ok(!(entered.original instanceof Parse.Object));
assert.equal(entered.object.get("title"), "Renewal");
await companies.hears("enter", globex);
await activities.hears("enter", call);
await proposals.hears("update", deal);
deal.unset("assignedTo");
await deal.save(null, as(ann));
assert.equal((await his.hears("leave", deal)).object.get("assignedTo").id, bob.id); // as he saw it last
await companies.hears("leave", globex);
await activities.hears("leave", call);
await proposals.hears("update", deal);

// an ACL gives and takes as well
const acl = new Parse.ACL(ann);
acl.setReadAccess(bob, true);
deal.setACL(acl);
await deal.save(null, as(ann));
await his.hears("enter", deal);
await proposals.hears("update", deal);

// fewer fields, and only those that are watched
const narrow = await listens(new Parse.Query("Deal").select("title").watch("stage"), ann);
await deal.save({ amount: 7 }, as(ann));
await deal.save({ stage: "negotiation" }, as(ann));
const watched = await narrow.hears("update", deal);
assert.equal(watched.object.get("title"), "Renewal");
assert.equal(watched.object.get("amount"), undefined);
await his.hears("update", deal);
await his.hears("update", deal);
await proposals.hears("update", deal);
await proposals.hears("leave", deal);

await deal.destroy(as(ann));
await his.hears("delete", deal);
await narrow.hears("delete", deal);

// no more after that, and nobody without a session
await his.subscription.unsubscribe();
assert.equal(await code(new Parse.Query("Deal").subscribe("r:nonsense")), 101);
Parse.LiveQuery.close();
process.exit(0);
