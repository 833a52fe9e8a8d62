import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import {
  SubmitNewRequestDocument,
  type SubmitNewRequestMutation,
  type SubmitRequestInput,
} from '../../gql/generated/graphql.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';

export type Submission = Omit<SubmitRequestInput, 'idempotencyKey'>;
export type SubmittedRequest = NonNullable<SubmitNewRequestMutation['submitRequest']['request']>;

/**
 * Submits once however often the button is pressed: the same content goes with the same idempotency key, so that an answer
 * that got lost is answered again instead of asked twice.
 */
export function useSubmission() {
  const [{ fetching }, send] = useMutation(SubmitNewRequestDocument);
  const [request, setRequest] = useState<SubmittedRequest | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const sent = useRef({ content: '', key: '' });

  const submit = async (input: Submission): Promise<boolean> => {
    const content = JSON.stringify(input);
    if (sent.current.content !== content) sent.current = { content, key: randomKey() };
    setRefusal(null);
    const { data, error } = await send({ input: { ...input, idempotencyKey: sent.current.key } });
    const refused = refusalOf(error, data?.submitRequest.userErrors);
    setRefusal(refused);
    const accepted = refused === null ? (data?.submitRequest.request ?? null) : null;
    setRequest(accepted);
    return accepted !== null;
  };
  const reset = (): void => {
    setRequest(null);
    setRefusal(null);
    sent.current = { content: '', key: '' };
  };
  return { submit, reset, sending: fetching, request, refusal };
}

/** `crypto.randomUUID` is there on https and localhost only; this is everywhere. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
