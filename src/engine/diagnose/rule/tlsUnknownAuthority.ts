/** The certificate's authority is not trusted here: company interception, a private authority, or a missing intermediate. */
import { trustCompanyCa } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { tlsFindings } from '../tlsGroup.ts';

export const tlsUnknownAuthority: Rule = (context) =>
  tlsFindings(context, 'tls-unknown-authority', ['unknownAuthority', 'notAuthorizedToSign'], (failure) => [
    trustCompanyCa(context.platform, failure.detail.issuer),
  ]);
