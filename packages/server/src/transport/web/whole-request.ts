import { type FoundDocument, findDocument, type KnownDocuments } from './known-documents.ts';

/** A GraphQL request over HTTP with its document written out: in the body of a POST, in the address of a GET. */
export interface WholeRequest {
  readonly body: unknown;
  /** With its question mark; empty if there is none. */
  readonly search: string;
  readonly document: FoundDocument;
}

/** Puts the document that is meant in the place of its hash. */
export function wholeRequest(
  known: KnownDocuments,
  { method, url, body }: { readonly method: string; readonly url: string; readonly body: unknown },
): WholeRequest {
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  if (method === 'GET') return { body, ...inAddress(known, search) };
  return { search, ...inBody(known, body) };
}

function inBody(known: KnownDocuments, body: unknown): Omit<WholeRequest, 'search'> {
  const document = findDocument(known, isObject(body) ? body : {});
  if (!isObject(body) || document.query === undefined) return { body, document };
  const { extensions, documentId: _, ...rest } = body;
  const others = withoutHash(extensions);
  return {
    body: { ...rest, query: document.query, ...(others !== undefined && { extensions: others }) },
    document,
  };
}

function inAddress(known: KnownDocuments, search: string): Omit<WholeRequest, 'body'> {
  const asked = new URLSearchParams(search);
  const extensions = parsed(asked.get('extensions'));
  const document = findDocument(known, {
    query: asked.get('query') ?? undefined,
    documentId: asked.get('documentId') ?? undefined,
    extensions,
  });
  if (typeof document.query !== 'string') return { search, document };
  asked.set('query', document.query);
  const others = withoutHash(extensions);
  if (isObject(others)) asked.set('extensions', JSON.stringify(others));
  return { search: `?${asked.toString()}`, document };
}

/** The hash has done its work: Apollo would look for it in a store of its own. */
function withoutHash(extensions: unknown): unknown {
  if (!isObject(extensions)) return extensions;
  const { persistedQuery: _, ...others } = extensions;
  return others;
}

/** Undefined for what is no JSON, which is refused as such later on. */
function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
