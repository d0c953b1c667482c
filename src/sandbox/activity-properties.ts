/** HubSpot's default call outcomes (`hs_call_disposition`); the ids are the same in every portal. */
export const CALL_DISPOSITION = {
  connected: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
  noAnswer: '73a0d17f-1163-4015-bdd5-ec830791da20',
} as const;

/** Name of the demo request form; a form with this name counts as high intent. */
export const DEMO_FORM = 'Request a demo';

export const PAGE_VISIT_EVENT = 'e_visited_page';
/** The name of HubSpot's form submission event is a guess: no recording shows one. */
export const FORM_SUBMISSION_EVENT = 'e_submitted_form';

/** The vendor's own website; also used if an export names no host. */
const SITE_HOST = 'www.vendor.example';

interface PageVisit {
  /** Starts with `/`; `null` if the page is not known. */
  path: string | null;
  title: string | null;
}

/** Properties of a page visit as in the recorded event occurrences, where unknown values are empty strings. */
export function pageVisitProperties({ path, title }: PageVisit): Record<string, string> {
  return {
    hs_url: path === null ? '' : `https://${SITE_HOST}${path}`,
    hs_url_domain: SITE_HOST,
    hs_url_path: path ?? '',
    hs_page_title: title ?? '',
  };
}

/** Properties of a form submission event (a guess after the recorded page visits; the form's name may be unknown: ''). */
export function formSubmissionProperties(formName: string | null, path: string | null): Record<string, string> {
  return {
    hs_form_id: formName === null ? '' : formName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    hs_form_name: formName ?? '',
    hs_url_path: path ?? '',
  };
}
