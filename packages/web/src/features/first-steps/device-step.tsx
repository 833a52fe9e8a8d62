import { Button, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { RegisterFirstDeviceDocument, type StepProfileFragment } from '../../gql/generated/graphql.ts';
import { deviceCommands } from '../../lib/device-commands.ts';
import { enrollExample } from '../../lib/enroll-example.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { useDeviceUrl } from '../../lib/use-device-url.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './step-form.module.css';
import { StepForm } from './step-form.tsx';

interface Registered {
  readonly name: string;
  readonly token: string;
}

interface DeviceStepProps {
  readonly organization: { readonly id: string; readonly environments: readonly string[] };
  readonly profile: StepProfileFragment | null;
  readonly owners: readonly { readonly id: string; readonly name: string }[];
  readonly ownerId: string;
  readonly done: boolean;
  readonly onDone: () => void;
}

/** Registers a device and hands out what is pasted on it. */
export function DeviceStep({ organization, profile, owners, ownerId, done, onDone }: DeviceStepProps) {
  const [registered, setRegistered] = useState<Registered | null>(null);
  const [asking, setAsking] = useState(false);
  const again = (): void => {
    setRegistered(null);
    setAsking(true);
  };
  if (registered !== null) {
    return <DeviceHandout registered={registered} organization={organization} profile={profile} onMore={again} />;
  }
  if (done && !asking) {
    return (
      <Button size="xs" variant="default" className="quiet-button" onClick={again}>
        Register another device
      </Button>
    );
  }
  return (
    <RegisterForm
      organizationId={organization.id}
      owners={owners}
      ownerId={ownerId}
      onRegistered={(device) => {
        setRegistered(device);
        onDone();
      }}
    />
  );
}

interface RegisterFormProps {
  readonly organizationId: string;
  readonly owners: DeviceStepProps['owners'];
  readonly ownerId: string;
  readonly onRegistered: (registered: Registered) => void;
}

function RegisterForm({ organizationId, owners, ownerId, onRegistered }: RegisterFormProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, register] = useMutation(RegisterFirstDeviceDocument);
  const form = useForm({
    initialValues: { name: '', ownerId },
    validate: { name: (name) => (name.trim() === '' ? 'Name it as people know it, such as web-01.' : null) },
  });
  const submit = form.onSubmit(async (values) => {
    setRefusal(null);
    const { data, error } = await register({
      input: { organizationId, name: values.name.trim(), ownerId: values.ownerId },
    });
    const refused = placeRefusal(form, refusalOf(error, data?.registerDevice.userErrors));
    const { device, enrollmentToken } = data?.registerDevice ?? {};
    if (refused || !device || !enrollmentToken) return setRefusal(refused);
    onRegistered({ name: device.name, token: enrollmentToken });
  });
  return (
    <StepForm action="Register device" busy={fetching} refusal={refusal} onSubmit={submit}>
      <div className={styles.pair}>
        <TextInput label="Name" placeholder="web-01" autoComplete="off" {...form.getInputProps('name')} />
        <Select
          label="Owner"
          allowDeselect={false}
          data={owners.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('ownerId')}
        />
      </div>
      <p className={styles.note}>
        Owner and registrar count as its requester: somebody else approves what it asks for.
      </p>
    </StepForm>
  );
}

interface DeviceHandoutProps {
  readonly registered: Registered;
  readonly organization: DeviceStepProps['organization'];
  readonly profile: StepProfileFragment | null;
  readonly onMore: () => void;
}

function DeviceHandout({ registered, organization, profile, onMore }: DeviceHandoutProps) {
  const deviceUrl = useDeviceUrl();
  const commands = deviceCommands({
    deviceUrl,
    deviceName: registered.name,
    enrollmentToken: registered.token,
    example: enrollExample(profile, organization.environments),
  });
  return (
    <div role="status">
      <p className={styles.once}>Its token is shown only now. It works once, within a day.</p>
      <div className={styles.secret}>
        <code className={styles.secretText}>{registered.token}</code>
        <CopyButton value={registered.token} label="Copy token" />
      </div>
      <p className={styles.before}>
        Paste this on {registered.name}. It needs openssl, curl and awk; the answer is 202 until somebody approves.
      </p>
      <CodeBlock text={commands} label={`Commands for ${registered.name}`} />
      <div className={styles.actions}>
        <CopyButton value={commands} label="Copy commands" />
        <Button size="xs" variant="default" className="quiet-button" onClick={onMore}>
          Register another device
        </Button>
      </div>
    </div>
  );
}
