import { csrFor } from '../../../../ledger/testing/governed-world.ts';
import { type Area, MAY } from './matrix.ts';
import type { Thing } from './scene.ts';
import {
  failedRequest,
  issuedCertificate,
  issuedRequest,
  organization,
  pendingRequest,
  requestWithoutCsr,
} from './things.ts';

const inside = (organizationId: string) => ({ organizationId });
const whereRequestsAre: Thing = async (scene) => (await pendingRequest(scene)) && scene.home;
const whereCertificatesAre: Thing = async (scene) => (await issuedCertificate(scene)) && scene.home;

/** Requests, decisions, certificates. */
export const requests: Area = {
  'Query.request': { on: pendingRequest, ask: (id) => ({ id }), may: MAY.read },
  'Query.requests': { on: whereRequestsAre, ask: inside, may: MAY.read },
  'Query.certificates': { on: whereCertificatesAre, ask: inside, may: MAY.read },
  'Query.insights': {
    on: whereRequestsAre,
    ask: (organizationId) => ({ organizationId, from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }),
    may: MAY.read,
  },
  'Node.CertificateRequest': { on: pendingRequest, may: MAY.read },
  'Node.Certificate': { on: issuedCertificate, may: MAY.read },
  'Subscription.requestChanged': {
    on: whereRequestsAre,
    ask: (id) => ({ organizationId: id, sinceSequence: '-1' }),
    may: MAY.read,
  },

  'Mutation.submitRequest': {
    on: organization,
    ask: (id, { submission }) => ({ input: { ...submission('main'), organizationId: id } }),
    may: '+  +  +  +  -  +  +  +  -  +  0  0  0  s  +  s  s  0  u  u',
  },
  'Mutation.approveRequest': {
    on: pendingRequest,
    ask: (id) => ({ input: { requestId: id } }),
    may: '+  +  +  -  -  +  -  -  -  =  0  0  0  s  s  +  s  0  u  u',
  },
  'Mutation.rejectRequest': {
    on: pendingRequest,
    ask: (id) => ({ input: { requestId: id, reason: 'Not any more' } }),
    may: '+  +  +  -  -  +  -  -  -  +  0  0  0  s  s  +  s  0  u  u',
  },
  'Mutation.decideRequests': {
    on: pendingRequest,
    ask: (id) => ({ input: { verdict: 'APPROVE', items: [{ requestId: id }] } }),
    may: '+  +  +  -  -  +  -  -  -  =  0  0  0  s  s  +  s  0  u  u',
  },
  'Mutation.voidRequest': {
    on: pendingRequest,
    ask: (id) => ({ input: { requestId: id, reason: 'Asked for twice' } }),
    may: '+  +  +  -  -  -  -  -  -  -  0  0  0  s  s  +  s  0  u  u',
  },
  'Mutation.withdrawRequest': {
    on: pendingRequest,
    ask: (id) => ({ input: { requestId: id } }),
    may: '-  -  -  -  -  -  -  -  -  +  0  0  0  s  -  s  s  0  u  u',
  },
  'Mutation.commentOnRequest': {
    on: pendingRequest,
    ask: (id) => ({ input: { requestId: id, text: 'Which service is it for?' } }),
    may: '+  +  +  +  -  +  +  -  -  +  0  0  0  s  +  +  s  0  u  u',
  },
  'Mutation.attachCsr': {
    on: requestWithoutCsr,
    ask: async (id, { server }) => {
      const loaded = await server.deps.reads.request(id);
      return { input: { requestId: id, csr: await csrFor(loaded?.row.domains[0] ?? 'nobody.example') } };
    },
    may: '-  -  -  -  -  -  -  -  -  +  0  0  0  s  -  s  s  0  u  u',
  },
  'Mutation.collectKey': {
    on: issuedRequest,
    ask: (id) => ({ input: { requestId: id } }),
    may: '-  -  -  -  -  -  -  -  -  +  0  0  0  s  -  s  s  0  u  u',
  },
  'Mutation.confirmKey': {
    on: issuedRequest,
    ask: (id) => ({ input: { requestId: id } }),
    may: '-  -  -  -  -  -  -  -  -  +  0  0  0  s  -  s  s  0  u  u',
  },
  'Mutation.retryIssuance': {
    on: failedRequest,
    ask: (id) => ({ input: { requestId: id } }),
    may: '+  +  +  -  -  +  -  -  -  +  0  0  0  s  s  +  s  0  u  u',
  },
  'Mutation.revokeCertificate': {
    on: issuedCertificate,
    ask: (id) => ({ input: { certificateId: id, reason: 'SUPERSEDED' } }),
    may: '+  +  +  -  -  +  -  -  -  +  0  0  0  s  s  +  s  0  u  u',
  },
};
