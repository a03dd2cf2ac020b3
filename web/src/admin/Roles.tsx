import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../parts/Button";
import { Actions, Dialog } from "../parts/Dialog";
import { Checkbox } from "../parts/fields";
import { Notice, Refusal } from "../parts/states";
import { texts } from "../texts";
import styles from "./admin.module.css";
import { type Person, ROLES, setRoles } from "./people";

export interface RolesProps {
  person: Person;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** Gives a person other roles. */
export function Roles({ person, onClose, onDone }: RolesProps) {
  const words = texts.admin.people;
  const [roles, setChosen] = useState<readonly string[]>(person.roles);
  const all = [...ROLES, ...person.roles.filter((role) => !ROLES.some((one) => one === role))];
  const saving = useMutation({
    mutationFn: () => setRoles(person.id, roles),
    onSuccess: () => onDone(words.rolesDone(person.username)),
  });
  return (
    <Dialog open onClose={onClose} title={words.rolesOf(person.username)}>
      <ul className={styles.roles}>
        {all.map((role) => (
          <li key={role}>
            <Checkbox
              label={texts.admin.roles[role]?.label ?? role}
              value={roles.includes(role)}
              onChange={(on) => setChosen(on ? [...roles, role] : roles.filter((one) => one !== role))}
            />
            <small>{texts.admin.roles[role]?.hint}</small>
          </li>
        ))}
      </ul>
      <Refusal error={saving.error} />
      {roles.length === 0 && <Notice tone="bad">{words.noRole}</Notice>}
      <Actions>
        <Button onPress={onClose}>{texts.parts.cancel}</Button>
        <Button
          look="accent"
          isDisabled={roles.length === 0}
          isPending={saving.isPending}
          onPress={() => saving.mutate()}
        >
          {texts.parts.save}
        </Button>
      </Actions>
    </Dialog>
  );
}
