import { NumberInput, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { FormSection } from '../../ui/form-section.tsx';
import { QuorumDots } from '../../ui/quorum-dots.tsx';
import { CHECK, type SectionProps, WHOLE } from './profile-form.ts';
import styles from './trust-profiles.module.css';

/** How many must agree, and what they must say. */
export function DecisionSection({ form }: Pick<SectionProps, 'form'>) {
  const { requireApproval, requiredApprovals } = form.values;
  const wanted = Number(requiredApprovals);
  return (
    <FormSection
      title="Who decides"
      about={
        <>
          Admins of the organization, and whoever has the role admin on this profile; it is given under{' '}
          <Link className="quiet-link" to="/admin/members">
            Members
          </Link>
          . One rejection ends a request.
        </>
      }
    >
      <Switch
        label="People must approve"
        description={requireApproval ? undefined : 'Off: what fits the profile is issued at once, with nobody looking.'}
        {...form.getInputProps('requireApproval', CHECK)}
      />
      {requireApproval && (
        <>
          <div className={styles.quorum}>
            <NumberInput
              label="How many"
              description="Distinct people, 1 to 10."
              className={styles.short}
              max={10}
              {...WHOLE}
              {...form.getInputProps('requiredApprovals')}
            />
            {wanted >= 1 && wanted <= 10 && (
              <span className={styles.dots}>
                <QuorumDots approved={0} required={wanted} withText={false} />
                {wanted === 1 ? 'one person is enough' : `${wanted} people, each once`}
              </span>
            )}
          </div>
          <Switch
            label="Requesters may approve their own"
            description="Their device and the maker of their token count as the requester, too."
            {...form.getInputProps('allowSelfApproval', CHECK)}
          />
        </>
      )}
      <Switch
        label="A justification is required"
        description={
          requireApproval ? 'Always, where people approve.' : 'Why it is asked, for whoever reads the ledger.'
        }
        disabled={requireApproval}
        {...form.getInputProps('requireJustification', CHECK)}
        {...(requireApproval ? { checked: true } : {})}
      />
      {requireApproval && (
        <Switch
          label="Approving needs a reason"
          description="Rejecting and voiding always do."
          {...form.getInputProps('mandatoryReason', CHECK)}
        />
      )}
    </FormSection>
  );
}
