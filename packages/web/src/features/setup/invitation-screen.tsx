import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { AcceptInvitationDocument } from '../../gql/generated/graphql.ts';
import { PASSWORD_HINT, passwordFault } from '../../lib/password-rule.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './link-page.module.css';
import { LinkPage } from './link-page.tsx';
import { useLinkToken } from './link-token.ts';

interface InvitationScreenProps {
  /** Somebody is signed in now; what was read before is not theirs. */
  readonly onSignedIn: () => void;
}

/** The link of an invitation: its holder chooses a password and is signed in. */
export default function InvitationScreen({ onSignedIn }: InvitationScreenProps) {
  const token = useLinkToken();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, accept] = useMutation(AcceptInvitationDocument);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: passwordFault },
  });
  const isDead = refusal?.code === 'NOT_FOUND';
  if (token === null || isDead) {
    return (
      <LinkPage title={isDead ? 'This invitation has ended' : 'This link is not whole'}>
        <p className={styles.after}>
          {refusal?.message ?? 'An invitation ends in #token= and a long secret. Copy all of it, in one line.'}
        </p>
        <p className={styles.after}>
          It works once, within a week. If you have chosen your password already,{' '}
          <Link className="text-link" to="/sign-in">
            sign in
          </Link>
          .
        </p>
      </LinkPage>
    );
  }
  const submit = form.onSubmit(async ({ password }) => {
    const { data, error } = await accept({ input: { token, password } });
    const refused = refusalOf(error, data?.acceptInvitation.userErrors);
    if (refused?.field[0] === 'password') form.setFieldError('password', refused.message);
    else setRefusal(refused);
    if (refused === null && data?.acceptInvitation.viewer) onSignedIn();
  });
  return (
    <LinkPage
      title="Join your organization"
      lead="Choose a password. You sign in with it and the e-mail address that was invited."
    >
      <form className={styles.form} noValidate onSubmit={submit}>
        <PasswordInput
          label="Password"
          autoComplete="new-password"
          description={PASSWORD_HINT}
          {...form.getInputProps('password')}
          key={form.key('password')}
        />
        {refusal && <ErrorState title="The invitation was not taken up">{refusal.message}</ErrorState>}
        <Button type="submit" size="md" loading={fetching}>
          Join
        </Button>
      </form>
    </LinkPage>
  );
}
