import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { CompleteSetupDocument, SetupNeededDocument } from '../../gql/generated/graphql.ts';
import { PASSWORD_HINT, passwordFault } from '../../lib/password-rule.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './link-page.module.css';
import { LinkPage } from './link-page.tsx';
import { useLinkToken } from './link-token.ts';

interface SetupScreenProps {
  /** Somebody is signed in now; what was read before is not theirs. */
  readonly onSignedIn: () => void;
}

/** The link of the first start: makes the superuser and signs them in. */
export default function SetupScreen({ onSignedIn }: SetupScreenProps) {
  const token = useLinkToken();
  const [{ data }] = useQuery({ query: SetupNeededDocument, requestPolicy: 'network-only' });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isDead = refusal?.code === 'NOT_FOUND';

  if (data?.setupNeeded === false && !isDead) {
    return (
      <LinkPage title="This server is set up" lead="It has its first user, so the set-up link has done its work.">
        <p className={styles.after}>
          <Link className="text-link" to="/sign-in">
            Sign in
          </Link>
          , or ask an admin of your organization for an invitation.
        </p>
      </LinkPage>
    );
  }
  if (token === null || isDead) return <DeadSetupLink message={refusal?.message ?? null} />;
  return (
    <LinkPage
      title="Set up Countersign"
      lead="You become its superuser: the one who makes the first organization and may do everything."
    >
      <FirstUserForm token={token} refusal={refusal} onRefusal={setRefusal} onSignedIn={onSignedIn} />
    </LinkPage>
  );
}

function DeadSetupLink({ message }: { readonly message: string | null }) {
  return (
    <LinkPage title={message === null ? 'This link is not whole' : 'This link does not work any more'}>
      <p className={styles.after}>
        {message ??
          'A set-up link ends in #token= and a long secret. Copy all of it from the server’s output, in one line.'}
      </p>
      <p className={styles.after}>A server without users prints a new link at each start.</p>
    </LinkPage>
  );
}

interface FirstUserFormProps extends SetupScreenProps {
  readonly token: string;
  readonly refusal: Refusal | null;
  readonly onRefusal: (refusal: Refusal | null) => void;
}

function FirstUserForm({ token, refusal, onRefusal, onSignedIn }: FirstUserFormProps) {
  const [{ fetching }, complete] = useMutation(CompleteSetupDocument);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Your name stands beside everything that you decide.' : null),
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : 'Give one e-mail address, such as mara@example.com.'),
      password: passwordFault,
    },
  });
  const submit = form.onSubmit(async ({ name, email, password }) => {
    const { data, error } = await complete({ input: { token, name: name.trim(), email: email.trim(), password } });
    const refused = refusalOf(error, data?.completeSetup.userErrors);
    const [field] = refused?.field ?? [];
    if (refused && field !== undefined && field in form.getValues()) form.setFieldError(field, refused.message);
    else onRefusal(refused);
    if (refused === null && data?.completeSetup.viewer) onSignedIn();
  });
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <TextInput
        label="Name"
        autoComplete="name"
        data-autofocus
        {...form.getInputProps('name')}
        key={form.key('name')}
      />
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        description="You sign in with it."
        {...form.getInputProps('email')}
        key={form.key('email')}
      />
      <PasswordInput
        label="Password"
        autoComplete="new-password"
        description={PASSWORD_HINT}
        {...form.getInputProps('password')}
        key={form.key('password')}
      />
      {refusal && <ErrorState title="Nothing was set up">{refusal.message}</ErrorState>}
      <Button type="submit" size="md" loading={fetching}>
        Set up and go on
      </Button>
    </form>
  );
}
