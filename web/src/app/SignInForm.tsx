import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../data/api";
import { session, type Session } from "../data/session";
import { Button } from "../parts/Button";
import { TextField } from "../parts/fields";
import { reasonOf } from "../parts/states";
import { texts } from "../texts";
import { SignForm } from "./SignPage";

/** Asks for name and password, and begins a session with them. */
export function SignInForm({ known = "" }: { known?: string }) {
  const words = texts.app.signIn;
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const login = useMutation({
    mutationFn: () => api<Session>("POST", "/api/auth/login", { body: { username, password } }),
    onSuccess: (begun) => session.begin(begun),
  });

  function submit(): void {
    setTried(true);
    if (username.trim() && password && !login.isPending) login.mutate();
  }

  return (
    <SignForm onSubmit={submit} refused={login.error && reasonOf(login.error)}>
      <TextField
        label={words.name}
        name="username"
        value={username}
        onChange={setUsername}
        autoComplete="username"
        autoFocus={!known}
        required
        wrong={tried && !username.trim() ? words.missing.name : undefined}
      />
      <TextField
        label={words.password}
        name="password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        autoFocus={!!known}
        required
        wrong={tried && !password ? words.missing.password : undefined}
      />
      <Button look="accent" wide type="submit" isPending={login.isPending}>
        {words.submit}
      </Button>
    </SignForm>
  );
}
