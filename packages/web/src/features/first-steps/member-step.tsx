import { Button, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { InviteFirstMemberDocument, type OrganizationRole } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './step-form.module.css';
import { StepForm } from './step-form.tsx';

interface Invited {
  readonly name: string;
  /** Null: the person has an account already. */
  readonly url: string | null;
}

interface MemberStepProps {
  readonly organizationId: string;
  /** Somebody else is there already: the form waits behind a button. */
  readonly done: boolean;
  readonly onDone: () => void;
}

const ROLES: Record<OrganizationRole, string> = {
  ADMIN: 'Admin: decides every request, manages everything',
  OPERATOR: 'Operator: asks; decides where a profile says so',
  VIEWER: 'Viewer: reads, such as an auditor',
};
const isRole = (value: string): value is OrganizationRole => value in ROLES;

/** Invites somebody; the link is shown here, since nothing may be set up yet that sends mail. */
export function MemberStep({ organizationId, done, onDone }: MemberStepProps) {
  const [invited, setInvited] = useState<Invited | null>(null);
  const [asking, setAsking] = useState(false);
  if (invited !== null) {
    return (
      <Invitation
        invited={invited}
        onMore={() => {
          setInvited(null);
          setAsking(true);
        }}
      />
    );
  }
  if (done && !asking) {
    return (
      <Button size="xs" variant="default" className="quiet-button" onClick={() => setAsking(true)}>
        Invite somebody else
      </Button>
    );
  }
  return (
    <InviteForm
      organizationId={organizationId}
      onInvited={(somebody) => {
        setInvited(somebody);
        onDone();
      }}
    />
  );
}

interface InviteFormProps {
  readonly organizationId: string;
  readonly onInvited: (invited: Invited) => void;
}

function InviteForm({ organizationId, onInvited }: InviteFormProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, invite] = useMutation(InviteFirstMemberDocument);
  const form = useForm({
    initialValues: { name: '', email: '', role: 'ADMIN' },
    validate: {
      name: (name) => (name.trim() === '' ? 'The name stands beside everything that they decide.' : null),
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : 'Give one e-mail address, such as mara@example.com.'),
    },
  });
  const submit = form.onSubmit(async ({ name, email, role }) => {
    setRefusal(null);
    const input = {
      organizationId,
      name: name.trim(),
      email: email.trim(),
      role: isRole(role) ? role : ('VIEWER' as const),
    };
    const { data, error } = await invite({ input });
    const refused = placeRefusal(form, refusalOf(error, data?.inviteMember.userErrors));
    if (refused || !data?.inviteMember.user) return setRefusal(refused);
    onInvited({ name: data.inviteMember.user.name, url: data.inviteMember.inviteUrl ?? null });
  });
  return (
    <StepForm action="Invite" busy={fetching} refusal={refusal} onSubmit={submit}>
      <div className={styles.pair}>
        <TextInput label="Name" autoComplete="off" {...form.getInputProps('name')} />
        <TextInput label="E-mail" type="email" autoComplete="off" {...form.getInputProps('email')} />
      </div>
      <Select
        label="Role"
        allowDeselect={false}
        data={Object.entries(ROLES).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('role')}
      />
    </StepForm>
  );
}

function Invitation({ invited, onMore }: { readonly invited: Invited; readonly onMore: () => void }) {
  return (
    <div role="status">
      {invited.url === null ? (
        <p className={styles.note}>{invited.name} has an account already and is a member now.</p>
      ) : (
        <>
          <p className={styles.once}>
            Send {invited.name} this link. It is shown only now, works once, and for a week.
          </p>
          <div className={styles.secret}>
            <code className={styles.secretText}>{invited.url}</code>
            <CopyButton value={invited.url} label="Copy link" />
          </div>
        </>
      )}
      <Button size="xs" variant="default" className="quiet-button" onClick={onMore}>
        Invite somebody else
      </Button>
    </div>
  );
}
