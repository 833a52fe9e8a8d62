import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { RequestPasswordResetDocument } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './link-page.module.css';
import { LinkPage } from './link-page.tsx';

/** Asks for a link by mail. The answer is the same whether or not there is an account. */
export default function ForgotPasswordScreen() {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const [{ fetching }, ask] = useMutation(RequestPasswordResetDocument);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: { email: (email) => (email.trim() === '' ? 'The address that you sign in with.' : null) },
  });
  const back = (
    <p className={styles.after}>
      <Link className="text-link" to="/sign-in">
        Back to signing in
      </Link>
    </p>
  );
  if (isAsked) {
    return (
      <LinkPage title="Look at your mail">
        <p className={styles.after} role="status">
          If there is an account under this address, a link for a new password is on its way. It works once, within an
          hour. Where no mail is set up, an operator of the server makes you a new password.
        </p>
        {back}
      </LinkPage>
    );
  }
  const submit = form.onSubmit(async ({ email }) => {
    setRefusal(null);
    const { data, error } = await ask({ input: { email: email.trim() } });
    const refused = placeRefusal(form, refusalOf(error, data?.requestPasswordReset.userErrors));
    setRefusal(refused);
    if (!error && data?.requestPasswordReset.userErrors.length === 0) setIsAsked(true);
  });
  return (
    <LinkPage title="Forgot your password?" lead="A link for a new one is sent to your e-mail address.">
      <form className={styles.form} noValidate onSubmit={submit}>
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
          key={form.key('email')}
        />
        {refusal && <ErrorState title="Nothing was sent">{refusal.message}</ErrorState>}
        <Button type="submit" size="md" loading={fetching}>
          Send the link
        </Button>
      </form>
      {back}
    </LinkPage>
  );
}
