import { Link, Navigate, useLocation } from "react-router";
import { useSettings } from "../data/settings";
import { texts } from "../texts";
import { Other, SignPage } from "./SignPage";
import { SignInForm } from "./SignInForm";

/** The sign-in page. */
export function Component() {
  const { state } = useLocation() as { state: unknown };
  const words = texts.app.signIn;
  const policy = useSettings()?.signUp;
  if (policy === "first") return <Navigate to="/sign-up" state={state} replace />;
  return (
    <SignPage title={words.title} lead={words.lead}>
      <SignInForm />
      {policy !== "closed" && (
        <Other>
          {words.other}{" "}
          <Link to="/sign-up" state={state}>
            {words.toSignUp}
          </Link>
        </Other>
      )}
    </SignPage>
  );
}
