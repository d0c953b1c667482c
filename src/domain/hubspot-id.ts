/** An id that HubSpot gives to a record or a sequence: digits, larger than a number holds exactly. */
export const HUBSPOT_ID = /^\d{1,20}$/;
