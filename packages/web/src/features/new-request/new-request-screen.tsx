import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useQuery } from 'urql';
import {
  type KeyAlgorithm,
  NewRequestApproversDocument,
  NewRequestOrganizationDocument,
} from '../../gql/generated/graphql.ts';
import { useOfferedReasons } from '../../lib/offered-reasons.ts';
import { useOrganization, useSession } from '../../lib/session.ts';
import { capitalised, inWords } from '../../lib/words.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Fold } from '../../ui/fold.tsx';
import { type ChosenCsr, CsrField } from './csr-field.tsx';
import { JustificationField } from './justification-field.tsx';
import { justificationLength, MAX_JUSTIFICATION, MIN_JUSTIFICATION } from './justification-hints.ts';
import { AlgorithmField, KeyChoice, type KeySourceChoice } from './key-choice.tsx';
import { nameVerdicts } from './name-verdicts.ts';
import { NamesField } from './names-field.tsx';
import styles from './new-request-screen.module.css';
import { Submitted } from './submitted.tsx';
import { useDraft } from './use-draft.ts';
import { useNameMatch } from './use-name-match.ts';
import { type Submission, useSubmission } from './use-submission.ts';
import { validityChoices } from './validity-choices.ts';
import { type Destination, WhereThisGoes } from './where-this-goes.tsx';

/** Asks for a certificate, and says while one types where the request will go. */
export default function NewRequestScreen() {
  const organization = useOrganization();
  return <NewRequestForm key={organization.id} />;
}

interface Fault {
  readonly field: 'names' | 'csr' | 'justification';
  readonly hint: string;
  /** Stands at the field once somebody has tried to submit. */
  readonly message: string;
}

function NewRequestForm() {
  const organization = useOrganization();
  const { person } = useSession();
  const { draft, change, clear } = useDraft(organization.id);
  const [keySource, setKeySource] = useState<KeySourceChoice>('csr');
  const [csr, setCsr] = useState<ChosenCsr | null>(null);
  const [algorithm, setAlgorithm] = useState<KeyAlgorithm | null>(null);
  const [validityDays, setValidityDays] = useState<string | null>(null);
  const [commonName, setCommonName] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const namesInput = useRef<HTMLInputElement>(null);
  const justificationInput = useRef<HTMLTextAreaElement>(null);
  const submission = useSubmission();
  const suggestions = useOfferedReasons(organization.id, 'REQUEST');

  const variables = useMemo(() => ({ organizationId: organization.id }), [organization.id]);
  const [{ data }] = useQuery({ query: NewRequestOrganizationDocument, variables });
  const [{ data: people }] = useQuery({ query: NewRequestApproversDocument, variables });
  const environments = data?.organization?.environments ?? organization.environments;
  const environment = environments.includes(draft.environment) ? draft.environment : (environments[0] ?? '');
  const { match, checking, failed } = useNameMatch(organization.id, draft.names, environment);
  const verdicts = nameVerdicts(draft.names, match);
  const profile = match?.trustProfile ?? null;
  const fits = profile !== null && match?.userErrors.length === 0 && !checking;
  const destination: Destination = {
    state: draft.names.length === 0 ? 'empty' : fits ? 'fits' : failed ? 'failed' : checking ? 'checking' : 'refused',
    refusal: checking ? null : (match?.userErrors.find(({ field }) => field?.length !== 2)?.message ?? null),
    profile: profile && {
      name: profile.name,
      version: profile.version,
      approvalRequired: match?.approvalRequired ?? profile.requireApproval,
      requiredApprovals: profile.requiredApprovals,
      allowSelfApproval: profile.allowSelfApproval,
      escalateAfterHours: profile.escalateAfterHours ?? null,
      expireAfterHours: profile.expireAfterHours ?? null,
      certificateAuthority: profile.certificateAuthority.name,
    },
  };
  const approvers =
    people?.members.nodes
      .filter(({ role, user }) => role === 'ADMIN' && user.id !== person.id)
      .map(({ user }) => user.name) ?? [];
  const csrOnly = profile?.keySource === 'CSR_ONLY';
  const needsJustification = profile === null || profile.requireJustification;
  const days = validityDays ?? (profile ? String(profile.defaultValidityDays) : null);
  const fault = faultOf({
    destination,
    verdicts,
    keySource,
    csr,
    justification: draft.justification,
    needsJustification,
  });
  const refusedAt = (field: string): string | null =>
    submission.refusal?.field[0] === field ? submission.refusal.message : null;
  const errorAt = (field: Fault['field']): string | null => (tried && fault?.field === field ? fault.message : null);

  const setNames = (names: readonly string[]): void => {
    change({ names });
    if (commonName !== null && !names.includes(commonName)) setCommonName(null);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (fault !== null) {
      setTried(true);
      if (fault.field === 'names') namesInput.current?.focus();
      if (fault.field === 'justification') justificationInput.current?.focus();
      return;
    }
    const input: Submission = {
      organizationId: organization.id,
      domains: [...draft.names],
      environment,
      justification: draft.justification.trim() === '' ? null : draft.justification,
      commonName,
      csr: keySource === 'csr' ? (csr?.pem ?? null) : null,
      keyAlgorithm: keySource === 'server' && !csrOnly ? algorithm : null,
      validityDays: validityDays === null ? null : Number(validityDays),
    };
    if (await submission.submit(input)) clear();
  };
  const again = (): void => {
    submission.reset();
    setCsr(null);
    setCommonName(null);
    setTried(false);
  };

  if (submission.request !== null) return <Submitted request={submission.request} onAgain={again} />;
  const { refusal } = submission;
  const shownElsewhere =
    refusal !== null && ['domains', 'csr', 'justification', 'keyAlgorithm'].includes(refusal.field[0] ?? '');
  return (
    <form className={styles.screen} onSubmit={(event) => void submit(event)} noValidate aria-label="New request">
      <div className={styles.panes}>
        <div className={styles.form}>
          <header>
            <h1 className={styles.title}>New request</h1>
            <p className={styles.sub}>
              {organization.name}, as {person.name}
            </p>
          </header>
          <NamesField
            verdicts={verdicts}
            error={refusedAt('domains') ?? errorAt('names') ?? namesFault(verdicts)}
            fieldRef={namesInput}
            onChange={setNames}
          />
          <div className={styles.row}>
            <div className={styles.grow}>
              <p className={styles.label} id="new-request-environment">
                Environment
              </p>
              <EnvironmentField
                environments={environments}
                value={environment}
                onChange={(chosen) => change({ environment: chosen })}
              />
            </div>
            <Select
              className={styles.validity}
              label="Valid for"
              placeholder={profile ? undefined : 'As the profile says'}
              readOnly={profile === null}
              allowDeselect={false}
              data={profile ? validityChoices(profile) : []}
              value={days}
              error={refusedAt('validityDays')}
              onChange={setValidityDays}
            />
          </div>
          <div className={styles.group}>
            <p className={styles.label}>Key</p>
            <KeyChoice csrOnly={csrOnly} value={keySource} onChange={setKeySource} />
            {keySource === 'csr' ? (
              <CsrField
                csr={csr}
                names={draft.names}
                error={refusedAt('csr') ?? errorAt('csr')}
                onChange={(chosen) => {
                  setCsr(chosen);
                  if (chosen?.facts && draft.names.length === 0) setNames(chosen.facts.names);
                }}
                onTakeNames={setNames}
              />
            ) : (
              !csrOnly && (
                <AlgorithmField
                  allowed={profile?.keyAlgorithms ?? null}
                  value={algorithm}
                  onChange={setAlgorithm}
                  error={refusedAt('keyAlgorithm')}
                />
              )
            )}
          </div>
          <JustificationField
            value={draft.justification}
            required={needsJustification}
            error={refusedAt('justification') ?? errorAt('justification')}
            fieldRef={justificationInput}
            suggestions={suggestions}
            onChange={(justification) => change({ justification })}
          />
          <div className={styles.more}>
            <Fold label="More" hint="common name">
              <Select
                label="Common name"
                description="For software that reads no other name. One of the names above."
                placeholder="None"
                clearable
                data={[...draft.names]}
                value={commonName}
                onChange={setCommonName}
              />
            </Fold>
          </div>
          {refusal !== null && !shownElsewhere && (
            <ErrorState title="It was not submitted">{refusal.message}</ErrorState>
          )}
        </div>
        <aside className={styles.aside} aria-label="Where this goes and what happens next">
          <WhereThisGoes
            destination={destination}
            verdicts={verdicts}
            environment={environment}
            profiles={data?.trustProfiles.nodes ?? []}
            approvers={approvers}
            onRemove={(name) => setNames(draft.names.filter((kept) => kept !== name))}
          />
        </aside>
      </div>
      <footer className={styles.bar}>
        <Button
          type="submit"
          size="md"
          loading={submission.sending}
          aria-disabled={fault !== null || undefined}
          data-disabled={fault !== null || undefined}
          aria-describedby="new-request-missing"
          className={styles.submit}
        >
          Submit request
        </Button>
        <p className={styles.missing} id="new-request-missing">
          {fault?.hint ?? readyWords(destination)}
        </p>
        <p className={styles.kept}>Draft kept in this browser</p>
        <Button component={Link} to="/approvals" variant="default" className="quiet-button">
          Cancel
        </Button>
      </footer>
    </form>
  );
}

interface EnvironmentFieldProps {
  readonly environments: readonly string[];
  readonly value: string;
  readonly onChange: (environment: string) => void;
}

const MOST_SEGMENTS = 4;

function EnvironmentField({ environments, value, onChange }: EnvironmentFieldProps) {
  if (environments.length > MOST_SEGMENTS) {
    return (
      <Select
        aria-labelledby="new-request-environment"
        allowDeselect={false}
        searchable
        data={environments.map((environment) => ({ value: environment, label: capitalised(environment) }))}
        value={value}
        onChange={(chosen) => chosen !== null && onChange(chosen)}
      />
    );
  }
  return (
    <SegmentedControl
      aria-labelledby="new-request-environment"
      className={styles.segments}
      fullWidth
      data={environments.map((environment) => ({
        value: environment,
        label: (
          <span className={styles.segment}>
            {environment === value && <IconCheck size={14} stroke={2.5} aria-hidden="true" />}
            {capitalised(environment)}
          </span>
        ),
      }))}
      value={value}
      onChange={onChange}
    />
  );
}

function namesFault(verdicts: ReturnType<typeof nameVerdicts>): string | null {
  const missed = verdicts.filter(({ state }) => state === 'fail').length;
  if (missed === 0) return null;
  return `${capitalised(inWords(missed))} ${missed === 1 ? 'name fits' : 'names fit'} no profile; see why beside the form.`;
}

interface Situation {
  readonly destination: Destination;
  readonly verdicts: ReturnType<typeof nameVerdicts>;
  readonly keySource: KeySourceChoice;
  readonly csr: ChosenCsr | null;
  readonly justification: string;
  readonly needsJustification: boolean;
}

/** The first thing that stands in the way; null if it can be submitted. */
function faultOf(situation: Situation): Fault | null {
  const { destination, verdicts, keySource, csr, justification, needsJustification } = situation;
  if (destination.state === 'empty')
    return { field: 'names', hint: 'Add a name to submit', message: 'Name at least one host.' };
  if (destination.state === 'refused') {
    const missed = verdicts.filter(({ state }) => state === 'fail').length;
    const hint =
      missed === 0
        ? 'These names cannot go in one request'
        : `Remove or fix ${missed} ${missed === 1 ? 'name' : 'names'} to submit`;
    return { field: 'names', hint, message: destination.refusal ?? 'Remove what fits no profile.' };
  }
  if (destination.state === 'checking')
    return { field: 'names', hint: 'Checking the names', message: 'The names are being checked.' };
  if (keySource === 'csr' && csr === null) {
    return {
      field: 'csr',
      hint: 'Add the CSR, or let the key be made here',
      message: 'Drop, paste or choose the CSR.',
    };
  }
  const length = justificationLength(justification);
  if (length > MAX_JUSTIFICATION)
    return {
      field: 'justification',
      hint: 'Shorten the justification',
      message: `At most ${MAX_JUSTIFICATION} characters.`,
    };
  if (length < MIN_JUSTIFICATION && (needsJustification || length > 0)) {
    return {
      field: 'justification',
      hint: 'Say why it is needed',
      message: `Write at least ${MIN_JUSTIFICATION} characters: what changes, when, and for whom.`,
    };
  }
  return null;
}

function readyWords({ profile }: Destination): string {
  if (profile === null) return 'The server checks the names as you submit';
  if (!profile.approvalRequired) return 'It is issued at once';
  return profile.requiredApprovals === 1
    ? 'Waits until 1 person approves'
    : `Waits until ${profile.requiredApprovals} people approve`;
}
