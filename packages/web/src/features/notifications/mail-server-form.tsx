import { Button, Checkbox, NumberInput, PasswordInput, Radio, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type MailServerFragment, type MailTls, UpdateMailServerDocument } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormSection } from '../../ui/form-section.tsx';
import { SaveBar } from '../../ui/save-bar.tsx';
import { MAIL_PRESETS, type MailPreset, presetOf } from './mail-presets.ts';
import { changedMail, isMailTls, isThisMachine, type MailValues, mailValuesOf } from './mail-values.ts';
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

const CHECK = { type: 'checkbox' } as const;

interface MailServerFormProps {
  readonly settings: MailServerFragment;
  readonly onSaved: () => void;
}

/** The mail server that everything is sent by. */
export function MailServerForm({ settings, onSaved }: MailServerFormProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const [{ fetching }, update] = useMutation(UpdateMailServerDocument);
  const form = useForm<MailValues>({
    initialValues: mailValuesOf(settings),
    validate: {
      host: (host) => (host.trim() === '' ? 'Give the name of the mail server, such as mail.example.com.' : null),
      port: (port) => (port === '' ? 'Give the port, such as 587.' : null),
      fromAddress: (address) => (/^\S+@\S+$/.test(address.trim()) ? null : 'Give one mail address.'),
    },
    onValuesChange: () => setIsSaved(false),
  });
  const { values } = form;
  const { host, port, tls, username } = values;
  const preset = presetOf(values);
  const keepsPassword =
    settings.hasPassword &&
    host.trim() === settings.host &&
    port === settings.port &&
    username.trim() === (settings.username ?? '');
  const fillIn = (one: MailPreset): void => form.setValues({ host: one.host, port: one.port, tls: one.tls });
  const submit = form.onSubmit(async (sent) => {
    setRefusal(null);
    const input = {
      ...sent,
      port: Number(sent.port),
      tls: isMailTls(sent.tls) ? sent.tls : ('STARTTLS' as const),
      password: sent.password === '' ? null : sent.password,
    };
    const { data, error } = await update({ input });
    const refused = placeRefusal(form, refusalOf(error, data?.updateNotificationSettings.userErrors));
    if (refused || !data?.updateNotificationSettings.notificationSettings) return setRefusal(refused);
    form.setFieldValue('password', '');
    setIsSaved(true);
    onSaved();
  });
  return (
    <form noValidate onSubmit={submit} aria-label="Mail server">
      <FormSection
        title="Sending"
        about="While it is off nobody is told anything by mail, and what happened meanwhile is not told later."
      >
        <Switch label="Send mail" {...form.getInputProps('enabled', CHECK)} />
      </FormSection>
      <FormSection title="Server" about="Every server of this installation sends by it.">
        <div>
          <p className={styles.presetsLabel}>Fill in for</p>
          <div className={styles.presets}>
            {MAIL_PRESETS.map((one) => (
              <Button
                key={one.label}
                size="xs"
                variant="default"
                className="quiet-button"
                aria-pressed={preset?.label === one.label}
                onClick={() => fillIn(one)}
              >
                {one.label}
              </Button>
            ))}
          </div>
          {preset && <p className={styles.presetHint}>{preset.hint}</p>}
        </div>
        <div className={styles.pair}>
          <TextInput
            label="Host"
            placeholder="mail.example.com"
            classNames={{ input: 'mono' }}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('host')}
          />
          <NumberInput label="Port" min={1} max={65_535} hideControls {...form.getInputProps('port')} />
        </div>
        <Radio.Group label="Encryption" {...form.getInputProps('tls')}>
          <Stack gap="sm" mt="xs">
            {Object.entries(MODES).map(([value, { label, description }]) => (
              <Radio key={value} value={value} label={label} description={description} />
            ))}
          </Stack>
        </Radio.Group>
        {tls === 'NONE' && !isThisMachine(host) && (
          <Checkbox
            label="Send without encryption across the network"
            description="Only where the network between the two is trusted."
            {...form.getInputProps('allowPlaintext', CHECK)}
          />
        )}
      </FormSection>
      <FormSection
        title="Login"
        about="Where the mail server asks for one. The password is kept encrypted under the storage key."
      >
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
      </FormSection>
      <FormSection title="Sender" about="Whom mails come from. The mail server must let it send in this name.">
        <div className={styles.halves}>
          <TextInput label="From, name" autoComplete="off" {...form.getInputProps('fromName')} />
          <TextInput label="From, address" type="email" autoComplete="off" {...form.getInputProps('fromAddress')} />
        </div>
      </FormSection>
      {refusal && <ErrorState title="Nothing was saved">{refusal.message}</ErrorState>}
      <p role="status" className={styles.saved}>
        {isSaved && 'Saved. Every server uses it from now on.'}
      </p>
      <SaveBar
        changes={isSaved ? [] : changedMail(mailValuesOf(settings), values)}
        consequence="Every server uses it for the next mail. Send a test after saving."
        action="Save"
        busy={fetching}
        onDiscard={() => {
          setRefusal(null);
          form.clearErrors();
          form.setValues(mailValuesOf(settings));
        }}
      />
    </form>
  );
}
