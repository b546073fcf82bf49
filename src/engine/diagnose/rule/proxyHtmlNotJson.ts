/** A web page where JSON belongs: a login page, a captive portal, or a URL that is not a module proxy. */
import { byEntry } from '../entryGroup.ts';
import type { Rule } from '../rule.ts';
import { sightingsOf } from '../sighting.ts';

export const proxyHtmlNotJson: Rule = (context) => {
  const found = sightingsOf(context, 'invalidInfo').filter((one) => one.failure.cause.isHtml);
  return byEntry(
    context,
    'proxy-html-not-json',
    found,
    true,
    () => '',
    () => ({}),
  );
};
