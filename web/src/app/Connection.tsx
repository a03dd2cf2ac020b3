import { connection, useConnection } from "../data/connection";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { texts } from "../texts";
import styles from "./layout.module.css";

/** Says that the server is away, for as long as it is. */
export function Connection() {
  const there = useConnection();
  return (
    <div role="status">
      {!there && (
        <div className={styles.lost}>
          <Icon name="warning" />
          {texts.app.connection.lost}
          <Button small onPress={() => connection.retry()}>
            {texts.app.connection.retry}
          </Button>
        </div>
      )}
    </div>
  );
}
