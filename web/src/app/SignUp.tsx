import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import { api } from "../data/api";
import { session, type Session } from "../data/session";
import { settingsQuery, useSettings } from "../data/settings";
import { Button } from "../parts/Button";
import { TextField } from "../parts/fields";
import { reasonOf } from "../parts/states";
import { texts } from "../texts";
import { Other, SignForm, SignPage } from "./SignPage";

const SHORTEST = 8;
const ADDRESS = /^\S+@\S+\.\S+$/;
const EMPTY = { username: "", email: "", password: "", invitation: "" };

/** The page on which people join. */
export function Component() {
  const { state } = useLocation() as { state: unknown };
  const words = texts.app.signUp;
  const policy = useSettings()?.signUp;
  return (
    <SignPage title={words.title} lead={policy ? words.leads[policy] : ""}>
      {policy && policy !== "closed" && <Form invited={policy === "invite"} />}
      {policy !== "first" && (
        <Other>
          {words.other}{" "}
          <Link to="/sign-in" state={state}>
            {words.toSignIn}
          </Link>
        </Other>
      )}
    </SignPage>
  );
}

function Form({ invited }: { invited: boolean }) {
  const words = texts.app.signUp;
  const client = useQueryClient();
  const [said, setSaid] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const join = useMutation({
    mutationFn: () => {
      const { invitation, ...rest } = said;
      return api<Session>("POST", "/api/auth/sign-up", { body: invitation ? said : rest });
    },
    onSuccess: (begun) => {
      session.begin(begun);
      void client.invalidateQueries({ queryKey: settingsQuery.queryKey }); // the next one is not the first
    },
  });
  const right = {
    username: said.username.trim() !== "",
    email: ADDRESS.test(said.email.trim()),
    password: said.password.length >= SHORTEST,
    invitation: !invited || said.invitation.trim() !== "",
  };
  const field = (name: keyof typeof EMPTY) => ({
    name,
    value: said[name],
    onChange: (value: string) => setSaid((before) => ({ ...before, [name]: value })),
    label: words[name],
    wrong: tried && !right[name] ? words.missing[name] : undefined,
    required: true,
  });

  function submit(): void {
    setTried(true);
    if (Object.values(right).every(Boolean) && !join.isPending) join.mutate();
  }

  return (
    <SignForm onSubmit={submit} refused={join.error && reasonOf(join.error)}>
      <TextField {...field("username")} hint={words.usernameHint} autoComplete="username" autoFocus />
      <TextField {...field("email")} type="email" autoComplete="email" />
      <TextField
        {...field("password")}
        type="password"
        hint={words.passwordHint}
        autoComplete="new-password"
      />
      {invited && <TextField {...field("invitation")} autoComplete="off" />}
      <Button look="accent" wide type="submit" isPending={join.isPending}>
        {words.submit}
      </Button>
    </SignForm>
  );
}
