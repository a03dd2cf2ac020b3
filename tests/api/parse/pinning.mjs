// Kept on the device: pinned, and found again without the server.
import { Parse, assert, joins, names } from "./people.mjs";

Parse.enableLocalDatastore();
await joins();
const globex = await new Parse.Object("Company").save({ name: "Globex" });
await Parse.Object.saveAll(
  ["Bolts", "Anvils"].map((title) => new Parse.Object("Deal", { title, stage: "qualified", company: globex })),
);

const deals = await new Parse.Query("Deal").equalTo("stage", "qualified").include("company").find();
await Parse.Object.pinAllWithName("pipeline", deals);

Parse.serverURL = "http://127.0.0.1:9/parse"; // there is no network
const pinned = () => new Parse.Query("Deal").fromPinWithName("pipeline").ascending("title");
assert.deepEqual(names(await pinned().find()), ["Anvils", "Bolts"]);
assert.deepEqual(names(await pinned().equalTo("title", "Bolts").find()), ["Bolts"]);
assert.equal((await pinned().first()).get("company").id, globex.id);

await Parse.Object.unPinAllObjectsWithName("pipeline");
assert.deepEqual(await pinned().find(), []);
process.exit(0); // it would go on looking whether the network is back
