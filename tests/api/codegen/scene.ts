// The generated models and steps, at work against a server; it fails where something is not as it should.
import assert from "node:assert/strict";
import { Activity, Company, Contact, Deal, Project, User, dealStageValues } from "./models.js";
import type { DealJSON, DealStage } from "./models.js";
import { Parse } from "./sdk.js";
import { create, everyone, listen, move, note, notes, pipeline, signIn, start } from "./steps.js";

const PASSWORD = "correct horse battery";
const name = `coder-${process.pid}-${Date.now()}`;

start(process.env.APP_ID!, process.env.SERVER_URL!);
Parse.User.enableUnsafeCurrentUser();
await new User({ username: name, email: `${name}@example.com`, password: PASSWORD }).signUp();
const me = await signIn(name, PASSWORD);
assert.ok(me instanceof User);
assert.equal(me.username, name);

const heard: [string, string | undefined][] = [];
const stop = await listen((what, deal) => heard.push([what, deal.title]));
const waitFor = async (what: string) => {
  for (let n = 0; !heard.some(([one]) => one === what); n++) {
    assert.ok(n < 500, `no ${what} came`);
    await new Promise((later) => setTimeout(later, 10));
  }
};

// what is made has the types of the models, and pointers are the records themselves
const globex = await new Company({ name: "Globex" }).save();
const jane = await new Contact({ name: "Jane", company: globex }).save();
const closes = new Date("2030-05-01T10:00:00.123Z");
const late = await create({ title: "Late", amount: 10.5, stage: "lead", contact: jane, expectedCloseDate: closes });
await create({ title: "Soon", stage: "lead", expectedCloseDate: new Date("2030-01-01T00:00:00Z") });
await waitFor("create");
const found = await pipeline();
assert.deepEqual(
  found.map((deal) => deal.title),
  ["Soon", "Late"],
);
assert.ok(found[1] instanceof Deal && found[1].contact instanceof Contact);
assert.equal(found[1].contact.name, "Jane");
assert.equal(found[1].amount, 10.5);
assert.deepEqual(found[1].expectedCloseDate, closes);
assert.deepEqual(
  (await everyone()).map((one) => one.name),
  ["Jane"],
);

// a list of values is open; what is set to nothing is emptied
const own: DealStage = "legal review";
assert.deepEqual(dealStageValues.slice(0, 2), ["lead", "qualified"]);
await move(late, own);
late.amount = undefined;
await move(late, "qualified");
await waitFor("update");
const moved = (await pipeline("qualified"))[0]!;
assert.equal(moved.id, late.id);
assert.equal(moved.amount, undefined);

// a pointer to one of several classes; what the server sets
const said = await note(late, { subject: "Price", type: "call" });
await new Activity({ subject: "Likes tea", relatedTo: jane }).save();
assert.deepEqual(
  (await notes(late)).map((one) => one.subject),
  ["Price"],
);
const read = await new Parse.Query<Activity>(Activity).include("relatedTo").get(said.id!);
assert.ok(read.relatedTo instanceof Deal && read.createdBy instanceof User);
assert.equal(read.createdBy.id, me.id);

// to plain JSON, through text, and back
const text = JSON.stringify(moved.toPlain());
const plain = JSON.parse(text) as DealJSON;
assert.deepEqual(plain.expectedCloseDate, { __type: "Date", iso: closes.toISOString() });
const again = Deal.of(plain);
assert.ok(again instanceof Deal && again.contact instanceof Contact && !again.dirty());
assert.deepEqual([again.id, again.title, again.contact.name], [late.id, "Late", "Jane"]);
assert.deepEqual(again.expectedCloseDate, closes);
assert.equal(JSON.stringify(again.toPlain()), text);

// a class that was added is as good as any
const project = await new Project({ name: "Move", budget: 3, urgent: true, lead: me, deal: late }).save();
const kept = await new Parse.Query<Project>(Project).include("deal").get(project.id!);
assert.deepEqual([kept.name, kept.budget, kept.urgent, kept.lead?.id], ["Move", 3, true, me.id]);
assert.equal(kept.deal?.title, "Late");

await stop();
await Parse.LiveQuery.close();
