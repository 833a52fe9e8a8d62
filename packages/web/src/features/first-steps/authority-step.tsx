import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { CreateFirstAuthorityDocument, type KeyAlgorithm } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { KEY_ALGORITHM_NAMES } from '../../lib/words.ts';
import { Fold } from '../../ui/fold.tsx';
import { StepForm } from './step-form.tsx';

interface AuthorityStepProps {
  readonly organization: { readonly id: string; readonly name: string };
  readonly onDone: () => void;
}

const LIFETIMES = [2, 5, 10, 20].map((years) => ({ value: String(years), label: `${years} years` }));
const ALGORITHMS = Object.entries(KEY_ALGORITHM_NAMES).map(([value, label]) => ({ value, label }));
const isAlgorithm = (value: string): value is KeyAlgorithm => value in KEY_ALGORITHM_NAMES;

/** One press makes a root, and the issuing authority that signs under it. */
export function AuthorityStep({ organization, onDone }: AuthorityStepProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, create] = useMutation(CreateFirstAuthorityDocument);
  const suggested = `${organization.name.slice(0, 50)} Issuing CA`;
  const form = useForm({
    initialValues: { name: suggested, commonName: suggested, keyAlgorithm: 'ECDSA_P256', years: '10' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Give it a name.' : null),
      commonName: (name) =>
        name.trim() === '' || name.trim().length > 64 ? 'A common name has 1 to 64 characters.' : null,
    },
  });
  const submit = form.onSubmit(async ({ name, commonName, keyAlgorithm, years }) => {
    setRefusal(null);
    const input = {
      organizationId: organization.id,
      name: name.trim(),
      commonName: commonName.trim(),
      keyAlgorithm: isAlgorithm(keyAlgorithm) ? keyAlgorithm : null,
      validityDays: Number(years) * 365,
    };
    const { data, error } = await create({ input });
    const refused = placeRefusal(form, refusalOf(error, data?.createCertificateAuthority.userErrors));
    if (refused || !data?.createCertificateAuthority.certificateAuthority) return setRefusal(refused);
    onDone();
  });
  return (
    <StepForm action="Create root and issuing CA" busy={fetching} refusal={refusal} onSubmit={submit}>
      <Fold label="Names, key and lifetime" hint={`${form.values.name}, ${form.values.years} years`}>
        <TextInput label="Name" description="As it is called on the screens." mb="md" {...form.getInputProps('name')} />
        <TextInput
          label="Common name"
          description="In its certificate, where everybody sees it."
          mb="md"
          {...form.getInputProps('commonName')}
        />
        <Select label="Key" allowDeselect={false} data={ALGORITHMS} mb="md" {...form.getInputProps('keyAlgorithm')} />
        <Select label="Lifetime" allowDeselect={false} data={LIFETIMES} {...form.getInputProps('years')} />
      </Fold>
    </StepForm>
  );
}
