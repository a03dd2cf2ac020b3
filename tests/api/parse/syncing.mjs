// What the server tells of what is new is kept on the device, and what was changed there is sent.
import { Parse, assert, joins, names } from "./people.mjs";

Parse.enableLocalDatastore();
const ann = await joins();
const api = process.env.SERVER_URL.replace("/parse", "/api/sync");
const headers = { Authorization: `Bearer ${ann.getSessionToken()}`, "Content-Type": "application/json" };
const reads = async (since = "") => (await fetch(`${api}?since=${since}`, { headers })).json();
const sends = async (changes) =>
  (await fetch(api, { method: "POST", headers, body: JSON.stringify({ changes }) })).json();

await Parse.Object.saveAll(["Bolts", "Anvils"].map((title) => new Parse.Object("Deal", { title })));
const all = await reads();
await Parse.Object.pinAllWithName("mine", all.records.map((record) => Parse.Object.fromJSON(record)));

const pinned = () => new Parse.Query("Deal").fromPinWithName("mine").ascending("title");
assert.deepEqual(names(await pinned().find()), ["Anvils", "Bolts"]);

const [anvils, bolts] = await pinned().find();
const update = { op: "update", className: "Deal", objectId: anvils.id, updatedAt: anvils.updatedAt };
const { results } = await sends([{ key: `${ann.id}-1`, ...update, fields: { stage: "won" } }]);
assert.equal(results[0].status, "done");
await bolts.destroy();

const since = await reads(all.next);
assert.deepEqual(since.records.map((record) => record.stage), ["won"]);
assert.equal(since.records[0].updatedAt, results[0].updatedAt);
assert.deepEqual(since.gone, [{ className: "Deal", objectId: bolts.id }]);
