import { Button, ErrorState, Link, Text } from '@hubspot/ui-extensions';
import React from 'react';

const TRY_AGAIN = 'Try again';
/** A URL within a sentence, without the punctuation that ends the sentence. */
const ADDRESS = /(https?:\/\/\S*[^\s.,;:)])/;

/** Says what went wrong and what to do, and offers to try again; a URL in the message becomes a link. */
export function LoadProblem({ title, message, onRetry }: { title: string; message: string; onRetry: () => void }) {
  return (
    <ErrorState title={title}>
      <Text>
        {message.split(ADDRESS).map((part, index) =>
          index % 2 === 0 ? (
            part
          ) : (
            <Link key={index} href={part}>
              {part}
            </Link>
          ),
        )}
      </Text>
      <Button onClick={() => onRetry()}>{TRY_AGAIN}</Button>
    </ErrorState>
  );
}
