import { type AnyVariables, gql, type TypedDocumentNode } from '@urql/core';

/** A document of the app, with the hash that the server knows it by. */
export function persistedDocument<Data, Variables extends AnyVariables>(
  hash: string,
  text: string,
): TypedDocumentNode<Data, Variables> {
  return Object.assign(gql<Data, Variables>(text), { documentId: hash });
}
