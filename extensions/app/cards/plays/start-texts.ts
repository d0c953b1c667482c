import type { CardPlayRun } from '../card-data.ts';

/** Sentences about the start of a play, wherever it is started and told of. */
export const START = {
  /** Under the button: what the click does. */
  makes: (tasks: number) =>
    `Creates ${tasks === 1 ? '1 task' : `${tasks} tasks`} in HubSpot. It is play 1 on the card "Next plays", with its people, steps and texts.`,
  notStarted: (name: string) => `"${name}" could not be started`,
  again: 'Start it again. If it fails again, ask your admin.',
  starting: (name: string) => `Starting "${name}"`,
  creating: 'Creating its tasks in HubSpot',
  created: (made: number, of: number) => `${made} of ${of} tasks created`,
  started: (name: string) => `Running: ${name}`,
  /** "3 tasks were created in HubSpot for Noah Whitaker." */
  made: ({ steps, tasksFor }: CardPlayRun) => {
    const made = steps.filter(({ taskId }) => taskId !== null).length;
    const whose = tasksFor === null ? '' : ` for ${tasksFor}`;
    return `${made === 1 ? '1 task was' : `${made} tasks were`} created in HubSpot${whose}.`;
  },
  where: "Work through them under Tasks on this record, or in the owner's task list.",
  due: (title: string) => `${title}, due`,
};
