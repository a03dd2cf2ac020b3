// What the scenes share: the SDK, set up against the server under test, and people who join it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const Parse = createRequire(import.meta.url)("parse/node");
Parse.initialize(process.env.APP_ID, "any-javascript-key", process.env.MASTER_KEY);
Parse.User.enableUnsafeCurrentUser(); // one person at a time, as in an app
Parse.serverURL = process.env.SERVER_URL;

export const PASSWORD = "correct horse battery";
let joined = 0;

/** Join as somebody new and stay signed in; return the user. */
export async function joins(name = "person") {
  const unique = `${name}-${process.pid}-${Date.now()}-${++joined}`;
  const user = new Parse.User();
  user.set("username", unique);
  user.set("email", `${unique}@example.com`);
  user.set("password", PASSWORD);
  return user.signUp();
}

/** The code with which a promise is refused. */
export async function code(promise) {
  try {
    await promise;
  } catch (error) {
    return error.code;
  }
  assert.fail("it was not refused");
}

export const as = (user) => ({ sessionToken: user.getSessionToken() });
export const names = (found, field = "title") => found.map((one) => one.get(field));
export { Parse, assert };
