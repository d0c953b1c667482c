/** What `GET /api/settings/leave` and `POST /api/settings/leave` answer with. */
export interface LeaveData {
  /** The app is leaving already. */
  isLeaving: boolean;
  /** Access was withdrawn in HubSpot: its properties can no longer be removed from here. */
  isCutOff: boolean;
  /** Records that Roundtable holds and would erase. */
  held: { companies: number; contacts: number; deals: number; activities: number };
  /** Labels of the company properties that Roundtable made in HubSpot. */
  properties: string[];
  /** Names of the segments that Roundtable made in HubSpot. */
  segments: string[];
  /** If the app is uninstalled in HubSpot instead, its data is erased after this many days. */
  forgetAfterDays: number;
  mayChange: boolean;
  askWhom: string | null;
}
