import { Button, Checkbox, NumberInput, PasswordInput, Radio, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type MailServerFragment, type MailTls, UpdateMailServerDocument } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './notifications.module.css';

const MODES: Readonly<Record<MailTls, { readonly label: string; readonly description: string }>> = {
  STARTTLS: {
    label: 'STARTTLS',
    description: 'The connection begins in the clear and is encrypted before anything is said. Often port 587.',
  },
  TLS: { label: 'TLS', description: 'Encrypted from the start. Often port 465.' },
  NONE: {
    label: 'None',
    description: 'Everybody on the way can read mails and password. Meant for a mail server on this machine.',
  },
};
const isMode = (value: string): value is MailTls => value in MODES;
const isHere = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host.trim());

interface MailServerFormProps {
  readonly settings: MailServerFragment;
  readonly onSaved: () => void;
}

/** The mail server that everything is sent by. */
export function MailServerForm({ settings, onSaved }: MailServerFormProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const [{ fetching }, update] = useMutation(UpdateMailServerDocument);
  const form = useForm({
    initialValues: {
      enabled: settings.source === 'NONE' || settings.enabled,
      host: settings.host ?? '',
      port: settings.port ?? 587,
      tls: settings.tls ?? (isHere(settings.host ?? '') ? 'NONE' : 'STARTTLS'),
      allowPlaintext: settings.allowPlaintext,
      username: settings.username ?? '',
      password: '',
      fromName: settings.fromName,
      fromAddress: settings.fromAddress,
    },
    validate: {
      host: (host) => (host.trim() === '' ? 'Give the name of the mail server, such as mail.example.com.' : null),
      fromAddress: (address) => (/^\S+@\S+$/.test(address.trim()) ? null : 'Give one mail address.'),
    },
    onValuesChange: () => setIsSaved(false),
  });
  const { host, port, tls, username } = form.getValues();
  const keepsPassword =
    settings.hasPassword &&
    host.trim() === settings.host &&
    port === settings.port &&
    username.trim() === (settings.username ?? '');
  const submit = form.onSubmit(async (values) => {
    setRefusal(null);
    const input = {
      ...values,
      port: Number(values.port),
      tls: isMode(values.tls) ? values.tls : ('STARTTLS' as const),
      password: values.password === '' ? null : values.password,
    };
    const { data, error } = await update({ input });
    const refused = placeRefusal(form, refusalOf(error, data?.updateNotificationSettings.userErrors));
    if (refused || !data?.updateNotificationSettings.notificationSettings) return setRefusal(refused);
    form.setFieldValue('password', '');
    setIsSaved(true);
    onSaved();
  });
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <Switch label="Send mail" {...form.getInputProps('enabled', { type: 'checkbox' })} />
      <div className={styles.pair}>
        <TextInput label="Host" autoComplete="off" {...form.getInputProps('host')} />
        <NumberInput label="Port" min={1} max={65_535} hideControls {...form.getInputProps('port')} />
      </div>
      <Radio.Group label="Encryption" {...form.getInputProps('tls')}>
        <Stack gap="xs" mt="xs">
          {Object.entries(MODES).map(([value, { label, description }]) => (
            <Radio key={value} value={value} label={label} description={description} />
          ))}
        </Stack>
      </Radio.Group>
      {tls === 'NONE' && !isHere(host) && (
        <Checkbox
          label="Send without encryption across the network"
          description="Only where the network between the two is trusted."
          {...form.getInputProps('allowPlaintext', { type: 'checkbox' })}
        />
      )}
      <div className={styles.halves}>
        <TextInput
          label="User"
          description="Empty: without a login."
          autoComplete="off"
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label="Password"
          description={
            keepsPassword ? 'One is kept; leave this empty to keep it.' : 'Kept encrypted, and never shown again.'
          }
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      </div>
      <div className={styles.halves}>
        <TextInput label="From, name" autoComplete="off" {...form.getInputProps('fromName')} />
        <TextInput label="From, address" type="email" autoComplete="off" {...form.getInputProps('fromAddress')} />
      </div>
      {refusal && <ErrorState title="Nothing was saved">{refusal.message}</ErrorState>}
      <div className={styles.line}>
        <Button type="submit" loading={fetching}>
          Save
        </Button>
        <span role="status">{isSaved && 'Saved. Every server uses it from now on.'}</span>
      </div>
    </form>
  );
}
