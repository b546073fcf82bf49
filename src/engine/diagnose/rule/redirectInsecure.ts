/** An https URL redirects to http, which go refuses (cmd/go/internal/web/http.go). */
import { redirectFindings } from '../redirectGroup.ts';
import type { Rule } from '../rule.ts';

export const redirectInsecure: Rule = (context) => redirectFindings(context, 'redirect-insecure', ['insecure']);
