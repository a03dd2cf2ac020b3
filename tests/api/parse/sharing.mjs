// What two people see and may do of each other's records.
import { Parse, as, assert, code, joins, names } from "./people.mjs";

const ann = await joins("ann");
const bob = await joins("bob");
const deals = async (who) => names(await new Parse.Query("Deal").ascending("title").find(as(who)));

const own = await new Parse.Object("Deal").save({ title: "Ann's own" }, as(ann));
assert.deepEqual(await deals(ann), ["Ann's own"]);
assert.deepEqual(await deals(bob), []);
const theirs = Parse.Object.extend("Deal").createWithoutData(own.id);
assert.equal(await code(theirs.fetch(as(bob))), 101);
assert.equal(await code(theirs.save({ title: "Bob's" }, as(bob))), 101);
assert.equal(await code(theirs.destroy(as(bob))), 101);

// to read
const acl = new Parse.ACL(ann);
acl.setReadAccess(bob, true);
own.setACL(acl);
await own.save(null, as(ann));
assert.deepEqual(await deals(bob), ["Ann's own"]);
const seen = await new Parse.Query("Deal").get(own.id, as(bob));
assert.equal(seen.getACL().getReadAccess(bob), true);
assert.equal(seen.getACL().getWriteAccess(bob), false);
assert.equal(await code(theirs.save({ title: "Bob's" }, as(bob))), 101);

// to write
acl.setWriteAccess(bob, true);
own.setACL(acl);
await own.save(null, as(ann));
const other = Parse.Object.extend("Deal").createWithoutData(own.id);
await other.save({ title: "Of both" }, as(bob));
assert.deepEqual(await deals(ann), ["Of both"]);

// to nobody else, and to everybody
own.setACL(new Parse.ACL(ann));
await own.save(null, as(ann));
assert.deepEqual(await deals(bob), []);
const open = new Parse.ACL();
open.setPublicReadAccess(true);
const shared = await new Parse.Object("Deal", { title: "Everybody's", ACL: open }).save(null, as(ann));
assert.ok((await deals(bob)).includes("Everybody's"));
await code(shared.destroy(as(bob)));
assert.equal(await code(shared.destroy(as(ann))), 101); // who may write it was said: nobody
await shared.destroy({ useMasterKey: true });
assert.equal(await code(new Parse.Query("Deal").find({ sessionToken: "r:0123456789abcdef0123456789abcdef" })), 209);

// a deal that changes hands shows its new owner what is around it
const globex = await new Parse.Object("Company").save({ name: "Globex" }, as(ann));
const handed = await new Parse.Object("Deal").save({ title: "Handed over", company: globex }, as(ann));
await new Parse.Object("Activity").save({ subject: "Price", relatedTo: handed }, as(ann));
assert.equal(await code(new Parse.Query("Company").get(globex.id, as(bob))), 101);
await handed.save({ assignedTo: bob }, as(ann));
assert.equal((await new Parse.Query("Company").get(globex.id, as(bob))).get("name"), "Globex");
assert.deepEqual(names(await new Parse.Query("Activity").equalTo("relatedTo", handed).find(as(bob)), "subject"), ["Price"]);
assert.equal(await code(globex.save({ name: "Bob's" }, as(bob))), 101);
