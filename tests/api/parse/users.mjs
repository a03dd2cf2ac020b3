// From signing up to signing out.
import { PASSWORD, Parse, as, assert, code, joins } from "./people.mjs";

const ann = await joins("ann");
assert.ok(ann.id && ann.getSessionToken().startsWith("r:"));
assert.equal(Parse.User.current().id, ann.id);
assert.deepEqual(ann.createdAt, ann.updatedAt);

const twin = new Parse.User({ username: ann.getUsername(), email: "other@example.com", password: PASSWORD });
assert.equal(await code(twin.signUp()), 202);
const neighbour = new Parse.User({ username: `${ann.getUsername()} 2`, email: ann.getEmail(), password: PASSWORD });
assert.equal(await code(neighbour.signUp()), 203);

// another device
const first = ann.getSessionToken();
await Parse.User.logOut();
assert.equal(Parse.User.current(), null);
assert.equal(await code(new Parse.Query("Deal").find({ sessionToken: first })), 209);
assert.equal(await code(Parse.User.logIn(ann.getUsername(), "wrong password")), 101);
const again = await Parse.User.logIn(ann.getUsername(), PASSWORD);
assert.equal(again.id, ann.id);
assert.equal(again.getEmail(), ann.getEmail());
const session = await Parse.Session.current();
assert.equal(session.get("user").id, ann.id);
assert.equal(session.get("createdWith").action, "login");
assert.ok(session.get("expiresAt") > new Date());
const became = await Parse.User.become(again.getSessionToken());
assert.equal(became.id, ann.id);
assert.equal((await Parse.User.me(again.getSessionToken())).id, ann.id);

// oneself
again.set("email", `new-${again.getEmail()}`);
await again.save();
assert.equal((await new Parse.Query(Parse.User).get(ann.id)).getEmail(), again.getEmail());
await Parse.User.verifyPassword(again.getUsername(), PASSWORD);
assert.equal(await code(Parse.User.verifyPassword(again.getUsername(), "wrong password")), 101);
await Parse.User.requestPasswordReset(again.getEmail());
await Parse.User.requestPasswordReset("nobody@example.com");
await Parse.User.requestEmailVerification(again.getEmail());

// another password ends the other sessions
const elsewhere = (
  await Parse.Cloud.run("hello"),
  await (
    await fetch(`${Parse.serverURL}/login?username=${encodeURIComponent(ann.getUsername())}&password=${encodeURIComponent(PASSWORD)}`, {
      headers: { "X-Parse-Application-Id": process.env.APP_ID, "X-Parse-Installation-Id": "elsewhere" },
    })
  ).json()
).sessionToken;
await new Parse.Query("Deal").find({ sessionToken: elsewhere });
again.set("password", "another horse battery");
await again.save();
assert.equal(await code(new Parse.Query("Deal").find({ sessionToken: elsewhere })), 209);
await new Parse.Query("Deal").find();

// others
const bob = await joins("bob");
assert.deepEqual((await new Parse.Query(Parse.User).find()).map((user) => user.id), [bob.id]);
assert.equal(await new Parse.Query(Parse.User).equalTo("objectId", ann.id).first(), undefined);
assert.equal(await code(new Parse.Query(Parse.User).get(ann.id)), 101);
const stranger = Parse.User.createWithoutData(ann.id);
stranger.set("email", "mine@example.com");
assert.equal(await code(stranger.save(null, as(bob))), 206);
assert.equal(await code(stranger.destroy(as(bob))), 206);
const sessions = await new Parse.Query(Parse.Session).find(as(bob));
assert.deepEqual(sessions.map((one) => one.get("user").id), [bob.id]);

// signing out, and leaving
const token = bob.getSessionToken();
await Parse.User.logOut();
assert.equal(await code(Parse.User.me(token)), 209);
assert.equal(await code(new Parse.Query("Deal").find()), 101);
const leaver = await joins("leaver");
await leaver.destroy();
assert.equal(await code(Parse.User.logIn(leaver.getUsername(), PASSWORD)), 101);
