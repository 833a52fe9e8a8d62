import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { SendTestMailDocument } from '../../gql/generated/graphql.ts';
import { useSession } from '../../lib/session.ts';
import { refusalOf } from '../../lib/user-error.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './notifications.module.css';

/** Sends one mail by what is saved, and shows what the mail server said. */
export function TestMail() {
  const { person } = useSession();
  const [to, setTo] = useState(person.email);
  const [{ data, error, fetching }, send] = useMutation(SendTestMailDocument);
  const refusal = refusalOf(error, data?.sendTestMail.userErrors);
  const sent = data?.sendTestMail.sent === true;
  const answer = refusal?.message ?? data?.sendTestMail.answer ?? null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send({ input: { to: to.trim() } });
  };
  return (
    <form noValidate onSubmit={submit}>
      <div className={styles.line}>
        <TextInput
          className={styles.to}
          label="To"
          type="email"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={fetching}>
          Send test
        </Button>
      </div>
      <div role="status">
        {!fetching && answer !== null && (
          <p className={styles.answer}>
            <StateMark state={sent ? 'pass' : 'fail'} />
            <span>
              {sent ? 'Sent. ' : 'Not sent. '}
              {answer}
            </span>
          </p>
        )}
      </div>
    </form>
  );
}
