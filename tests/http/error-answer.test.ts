import { expect, test } from 'vitest';
import * as errors from '../../src/errors.ts';
import { errorAnswer } from '../../src/http/error-answer.ts';

const classes = Object.entries(errors).filter(
  ([, held]) => typeof held === 'function' && held.prototype instanceof errors.AppError,
);

test.each(classes)('%s has a status of its own: it is no fault of the app', (code, held) => {
  const error: unknown = Object.assign(Object.create(held.prototype), {
    code,
    retry: 'never',
    message: 'why',
    faults: [],
  });
  const { status, body } = errorAnswer(error);
  expect(status).not.toBe(500);
  const told = code === 'UnexpectedAnswerError' ? 'could not be read' : 'why';
  expect(body.error).toMatchObject({ code, message: expect.stringContaining(told) });
});

test.each([
  [400, 'HubSpot refused: not valid'],
  [402, 'The HubSpot subscription of this account does not include this: not valid'],
  [403, 'HubSpot does not let Roundtable do this: not valid'],
])('a refusal of HubSpot (%i) is told as one, and not to be repeated', (status, message) => {
  const refusal = { status, category: null, message: 'not valid', context: {}, details: [], correlationId: null };
  const answer = errorAnswer(new errors.HubSpotRejectedError(refusal));
  expect(answer).toMatchObject({ status: 422, headers: {}, body: { error: { code: 'HUBSPOT_REJECTED', message } } });
});

test('what HubSpot left unclear may be asked again', () => {
  const unclear = [
    new errors.UnexpectedAnswerError('An HTML page.', 'backoff'),
    new errors.AmbiguousWriteError('It is not known.', null),
  ];
  for (const error of unclear)
    expect(errorAnswer(error)).toMatchObject({ status: 503, headers: { 'Retry-After': '5' } });
});

test('an answer of HubSpot that could not be read is told without its shape', () => {
  const error = new errors.UnexpectedAnswerError('HubSpot answered 200 in an unknown shape: results[0]', 'backoff');
  const { body } = errorAnswer(error);
  expect(body.error.message).not.toContain('results');
});
