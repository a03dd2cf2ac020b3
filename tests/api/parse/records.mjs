// The four classes: made, read with what is around them, changed and deleted.
import { Parse, assert, code, joins, names } from "./people.mjs";

const me = await joins();
const make = (name, values) => new Parse.Object(name).save(values);

const globex = await make("Company", { name: "Globex", industry: "Energy" });
assert.equal(globex.get("createdBy").id, me.id);
assert.equal(globex.getACL().getWriteAccess(me), true);
const jane = await make("Contact", { name: "Jane", company: globex });
const deal = await make("Deal", { title: "Renewal", amount: 10.5, company: globex, contact: jane, assignedTo: me });
assert.equal(deal.get("stage"), "lead");
const call = await make("Activity", { type: "call", subject: "Price", relatedTo: deal, dueDate: new Date(0) });

// reading
const whole = await new Parse.Query("Deal").include("contact.company", "company", "assignedTo").get(deal.id);
assert.equal(whole.get("contact").get("company").get("industry"), "Energy");
assert.equal(whole.get("assignedTo").getUsername(), me.getUsername());
assert.equal(whole.get("company").get("name"), "Globex");
const fetched = await Parse.Object.extend("Deal").createWithoutData(deal.id).fetch();
assert.equal(fetched.get("amount"), 10.5);
const deep = await new Parse.Query("Activity").include("relatedTo.contact.company").get(call.id);
assert.equal(deep.get("relatedTo").get("contact").get("company").get("name"), "Globex");
const narrow = await new Parse.Query("Deal").select("title", "company.name").get(deal.id);
assert.deepEqual(Object.keys(narrow.attributes).sort(), ["ACL", "company", "createdAt", "title", "updatedAt"]);
assert.equal(narrow.get("company").get("industry"), undefined);
const without = await new Parse.Query("Deal").exclude("amount").get(deal.id);
assert.equal(without.get("amount"), undefined);
assert.equal(without.get("title"), "Renewal");
await Parse.Object.fetchAll([globex, Parse.Object.extend("Company").createWithoutData(globex.id)]);

// changing
deal.increment("amount", 4.5);
await deal.save();
assert.equal(deal.get("amount"), 15);
await Promise.all([...Array(5)].map(() => {
  const same = Parse.Object.extend("Deal").createWithoutData(deal.id);
  same.increment("amount");
  return same.save();
}));
assert.equal((await new Parse.Query("Deal").get(deal.id)).get("amount"), 20);
deal.unset("amount");
deal.set("contact", null);
await deal.save();
assert.equal(await new Parse.Query("Deal").doesNotExist("amount").equalTo("contact", null).count(), 1);

// refused
assert.equal(await code(make("Deal", {})), 142);
assert.equal(await code(make("Deal", { title: "" })), 142);
assert.equal(await code(make("Deal", { title: "x", amount: "much" })), 111);
assert.equal(await code(make("Deal", { title: "x", expectedCloseDate: "2030-01-01" })), 111);
assert.equal(await code(make("Deal", { title: "x", company: jane })), 111);
assert.equal(await code(make("Deal", { title: "x", colour: "red" })), 119);
assert.equal(await code(make("Car", { name: "x" })), 119);
assert.equal(await code(make("Deal", { title: "x", company: Parse.Object.extend("Company").createWithoutData("gone") })), 101);
assert.equal(await code(make("Activity", { subject: "x", relatedTo: globex })), 111);
deal.unset("title");
assert.equal(await code(deal.save()), 142);
deal.revert();

// deleting: only the object itself goes, and its pointers are left out when they are followed
await globex.destroy();
const after = await new Parse.Query("Deal").include("company").get(deal.id);
assert.equal(after.get("company"), undefined);
assert.equal((await new Parse.Query("Deal").get(deal.id)).get("company").id, globex.id);
for (const one of [call, deal, jane]) await one.destroy();
assert.equal(await code(new Parse.Query("Deal").get(deal.id)), 101);
assert.deepEqual(names(await new Parse.Query("Activity").find(), "subject"), []);
