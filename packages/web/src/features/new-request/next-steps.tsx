import { either } from '../../lib/words.ts';
import { QuorumDots } from '../../ui/quorum-dots.tsx';
import styles from './next-steps.module.css';

/** What of a profile says who decides and how. */
export interface DecidingProfile {
  readonly name: string;
  readonly version: number;
  readonly approvalRequired: boolean;
  readonly requiredApprovals: number;
  readonly allowSelfApproval: boolean;
  readonly escalateAfterHours: number | null;
  readonly expireAfterHours: number | null;
  readonly certificateAuthority: string;
}

interface NextStepsProps {
  readonly profile: DecidingProfile | null;
  readonly environment: string;
  /** Admins of the organization other than the asker. */
  readonly approvers: readonly string[];
}

const MOST_NAMED = 4;

/** What happens after submitting, and who will decide. */
export function NextSteps({ profile, environment, approvers }: NextStepsProps) {
  return (
    <ol className={styles.steps}>
      <li className={styles.step}>
        <StepNumber of={1} />
        <div>
          <p className={styles.title}>
            {profile ? `${profile.name} v${profile.version}` : 'One trust profile takes it'}
          </p>
          <p className={styles.text}>
            {profile ? `${environment} is allowed` : 'It covers every name and the environment'}
          </p>
        </div>
      </li>
      <li className={styles.step}>
        <StepNumber of={2} />
        <Approval profile={profile} approvers={approvers} />
      </li>
      <li className={styles.step}>
        <StepNumber of={3} />
        <div>
          <p className={styles.title}>
            {profile ? `${profile.certificateAuthority} signs it` : 'The profile’s authority signs it'}
          </p>
          <p className={styles.text}>The certificate appears at the request, here</p>
        </div>
      </li>
    </ol>
  );
}

function StepNumber({ of }: { readonly of: number }) {
  return (
    <span className={styles.number} aria-hidden="true">
      {of}
    </span>
  );
}

function Approval({ profile, approvers }: Pick<NextStepsProps, 'profile' | 'approvers'>) {
  if (profile === null) {
    return (
      <div>
        <p className={styles.title}>People approve</p>
        <p className={styles.text}>As many as the profile asks for; never you yourself, unless it allows that</p>
      </div>
    );
  }
  if (!profile.approvalRequired) {
    return (
      <div>
        <p className={styles.title}>Nobody has to approve</p>
        <p className={styles.text}>The profile approves by policy, at once</p>
      </div>
    );
  }
  const { requiredApprovals, escalateAfterHours, expireAfterHours } = profile;
  const times = [
    escalateAfterHours === null ? null : `escalates after ${escalateAfterHours} h`,
    expireAfterHours === null ? null : `expires after ${expireAfterHours} h`,
  ].filter((time) => time !== null);
  return (
    <div>
      <p className={styles.title}>
        {requiredApprovals === 1 ? '1 person approves' : `${requiredApprovals} people approve`}
        <QuorumDots approved={0} required={requiredApprovals} withText={false} />
      </p>
      <p className={styles.text}>{whoWords(profile, approvers)}</p>
      {times.length > 0 && <p className={styles.text}>It {times.join(' and ')}</p>}
    </div>
  );
}

function whoWords(profile: DecidingProfile, approvers: readonly string[]): string {
  const named = approvers.slice(0, MOST_NAMED);
  const others = approvers.length > MOST_NAMED ? [`${approvers.length - MOST_NAMED} more`] : [];
  const own = profile.allowSelfApproval ? ['you yourself'] : [];
  const people = [...named, ...others, 'an admin of the profile', ...own];
  return either(people).replace(/^./, (letter) => letter.toUpperCase());
}
