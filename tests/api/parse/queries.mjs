// Questions to the pipeline.
import { Parse, assert, code, joins, names } from "./people.mjs";

await joins();
const [acme, globex] = await Parse.Object.saveAll([
  new Parse.Object("Company", { name: "Acme (UK)", industry: "Steel" }),
  new Parse.Object("Company", { name: "Globex" }),
]);
const day = (n) => new Date(Date.UTC(2030, 0, n));
await Parse.Object.saveAll(
  [
    { title: "Anvils", amount: 5, stage: "lead", company: acme, expectedCloseDate: day(3) },
    { title: "anvils, again", amount: 50, stage: "won", company: acme, expectedCloseDate: day(2) },
    { title: "Bolts 50%", amount: 500, stage: "won", company: globex, expectedCloseDate: day(1) },
    { title: "Globex", stage: "lead" },
  ].map((values) => new Parse.Object("Deal", values)),
);
const deals = () => new Parse.Query("Deal").ascending("title");
const asks = async (query) => names(await query.find());
const ALL = ["Anvils", "Bolts 50%", "Globex", "anvils, again"];

assert.deepEqual((await asks(deals())).sort(), ALL);
assert.deepEqual(await asks(deals().greaterThan("amount", 5).lessThanOrEqualTo("amount", 50)), ["anvils, again"]);
assert.deepEqual(await asks(deals().notEqualTo("stage", "won").exists("company")), ["Anvils"]);
assert.deepEqual(await asks(deals().doesNotExist("company")), ["Globex"]);
assert.deepEqual((await asks(deals().containedIn("stage", ["won", "lost"]))).sort(), ["Bolts 50%", "anvils, again"]);
assert.deepEqual(await asks(deals().notContainedIn("amount", [5, 50, 500])), ["Globex"]);
assert.deepEqual(await asks(deals().startsWith("title", "Anv")), ["Anvils"]);
assert.deepEqual(await asks(deals().endsWith("title", "%")), ["Bolts 50%"]);
assert.deepEqual(await asks(deals().contains("title", "nvils,")), ["anvils, again"]);
assert.deepEqual((await asks(deals().matches("title", /^anvil[st]/i))).length, 2);
assert.deepEqual(await asks(deals().matches("title", "o.*\\d{2}", "s")), ["Bolts 50%"]);
assert.deepEqual(await asks(deals().matchesQuery("company", new Parse.Query("Company").startsWith("name", "Acme ("))), ["Anvils", "anvils, again"]);
assert.deepEqual((await asks(deals().doesNotMatchQuery("company", new Parse.Query("Company").equalTo("name", "Globex")))).length, 3);
assert.deepEqual(await asks(deals().matchesKeyInQuery("title", "name", new Parse.Query("Company"))), ["Globex"]);
assert.deepEqual((await asks(deals().doesNotMatchKeyInQuery("title", "name", new Parse.Query("Company")))).length, 3);
assert.deepEqual(
  (await asks(Parse.Query.or(deals().equalTo("stage", "lead"), deals().greaterThan("amount", 100)))).sort(),
  ["Anvils", "Bolts 50%", "Globex"],
);
assert.deepEqual(await asks(Parse.Query.and(deals().equalTo("stage", "won"), deals().lessThan("amount", 100))), ["anvils, again"]);
assert.deepEqual((await asks(Parse.Query.nor(deals().equalTo("stage", "won"), deals().equalTo("title", "Globex")))), ["Anvils"]);
assert.deepEqual(await asks(deals().greaterThan("expectedCloseDate", day(2))), ["Anvils"]);
assert.deepEqual(await asks(deals().equalTo("company", acme).lessThan("createdAt", new Date("2100-01-01"))), ["Anvils", "anvils, again"]);
assert.deepEqual(await asks(deals().equalTo("company", acme).greaterThan("createdAt", new Date("2100-01-01"))), []);
assert.deepEqual(await asks(deals().equalTo("colour", "red")), []);
assert.deepEqual(await asks(new Parse.Query("Deal").descending("amount").addAscending("title").limit(2).skip(1)), ["anvils, again", "Anvils"]);
assert.deepEqual((await asks(new Parse.Query("Deal").ascending("colour"))).length, 4);

assert.equal(await deals().equalTo("stage", "won").count(), 2);
const counted = await deals().withCount().limit(1).find();
assert.equal(counted.count, 4);
assert.equal(counted.results.length, 1);
const each = [];
await new Parse.Query("Deal").each((deal) => each.push(deal.get("title")), { batchSize: 2 });
assert.deepEqual(each.sort(), ALL);
assert.equal((await new Parse.Query("Deal").findAll({ batchSize: 3 })).length, 4);

assert.equal(await code(deals().matches("title", "(").find()), 102);
assert.equal(await code(deals().near("title", new Parse.GeoPoint(1, 1)).find()), 119);
assert.equal(await code(new Parse.Query("Car").find()), 119);

if (process.env.MASTER_KEY) {
  const figures = await new Parse.Query("Deal").aggregate([
    { $match: { title: { $in: ALL }, amount: { $exists: true } } },
    { $group: { _id: "$stage", total: { $sum: "$amount" }, n: { $sum: 1 } } },
    { $sort: { total: 1 } },
  ]);
  assert.ok(figures.length >= 2);
  assert.ok((await new Parse.Query("Deal").distinct("stage")).includes("won"));
}
