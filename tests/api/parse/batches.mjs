// Many at once.
import { Parse, assert, code, joins } from "./people.mjs";

await joins();
const deals = [...Array(45).keys()].map((n) => new Parse.Object("Deal", { title: `Deal ${n}`, amount: n }));
await Parse.Object.saveAll(deals);
assert.ok(deals.every((deal) => deal.id && deal.createdAt));
assert.equal(await new Parse.Query("Deal").count(), 45);

// what hangs together is saved together
const company = new Parse.Object("Company", { name: "New" });
await new Parse.Object("Deal", { title: "With its company", company }).save();
assert.ok(company.id);

deals.forEach((deal) => deal.set("stage", "won"));
await Parse.Object.saveAll(deals, { batchSize: 50 });
assert.equal(await new Parse.Query("Deal").equalTo("stage", "won").count(), 45);

// one that fails does not take the others along
const gone = deals.pop();
await gone.destroy();
const some = [deals[0].set("title", "First"), gone.set("title", "Gone"), deals[1].set("title", "Second")];
assert.equal(await code(Parse.Object.saveAll(some)), 101);
assert.equal((await new Parse.Query("Deal").get(deals[1].id)).get("title"), "Second");

// unless it is asked for
const together = [new Parse.Object("Deal", { title: "Good" }), new Parse.Object("Deal", { title: "Bad", amount: "much" })];
await assert.rejects(Parse.Object.saveAll(together, { transaction: true }));
assert.equal(await new Parse.Query("Deal").equalTo("title", "Good").count(), 0);
await Parse.Object.saveAll(["One", "Two"].map((title) => new Parse.Object("Deal", { title })), { transaction: true });
assert.equal(await new Parse.Query("Deal").containedIn("title", ["One", "Two"]).count(), 2);

const all = await new Parse.Query("Deal").limit(1000).find();
await Parse.Object.destroyAll(all);
assert.equal(await new Parse.Query("Deal").count(), 0);

// functions, and what the app is configured with
assert.equal(await Parse.Cloud.run("hello"), "Hello world!");
assert.equal(await code(Parse.Cloud.run("nope")), 141);
await Parse.Config.save({ greeting: "Hi", hidden: 1 }, { hidden: true }).catch((error) => assert.ok(!process.env.MASTER_KEY, error));
const config = await Parse.Config.get();
assert.equal(config.get("greeting"), "Hi");
assert.equal(config.get("hidden"), undefined);
assert.equal(await Parse.getServerHealth().then((health) => health.status), "ok");
await Parse.Analytics.track("search");
