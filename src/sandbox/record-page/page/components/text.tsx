import type {
  DescriptionListItemProps,
  DescriptionListProps,
  HeadingProps,
  ImageProps,
  LinkProps,
  ListProps,
  TextProps,
} from '@hubspot/ui-extensions';
import { Children } from 'react';
import { WithOverlay } from './overlays.tsx';
import { reactTo } from './react-to.ts';

const WEIGHTS = { regular: 400, demibold: 600, bold: 700 };
const DECORATIONS = { none: 'none', underline: 'underline', strikethrough: 'line-through' } as const;

export function Text({ variant = 'bodytext', inline = false, format = {}, truncate = false, children }: TextProps) {
  const { fontWeight, italic, lineDecoration, textTransform } = format;
  const style = {
    display: inline ? 'inline' : 'block',
    fontWeight: fontWeight === undefined ? undefined : WEIGHTS[fontWeight],
    fontStyle: italic === true ? 'italic' : undefined,
    textDecoration: lineDecoration === undefined ? undefined : DECORATIONS[lineDecoration],
    textTransform: textTransform === 'sentenceCase' ? undefined : textTransform,
    maxWidth: typeof truncate === 'object' ? truncate.maxWidth : undefined,
  };
  return (
    <span className={`hs-text hs-${variant} ${truncate === false ? '' : 'hs-truncate'}`} style={style}>
      {children}
    </span>
  );
}

export function Heading({ inline = false, children }: HeadingProps) {
  return (
    <h2 className="hs-heading" style={inline ? { display: 'inline' } : undefined}>
      {children}
    </h2>
  );
}

export function List({ variant = 'unordered', children }: ListProps) {
  const Element = variant.startsWith('ordered') ? 'ol' : 'ul';
  return (
    <Element className={`hs-list hs-list-${variant}`}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </Element>
  );
}

/** `href` is a URL, or a URL to open in a new tab; only http(s), mailto and paths are allowed. */
export function readHref(href: LinkProps['href'] | undefined): { href?: string; target?: string; rel?: string } {
  const { url, external = false } = typeof href === 'object' ? href : { url: href };
  if (url === undefined || !/^(https?:|mailto:|\/|#)/.test(url)) return {};
  return external || /^https?:/.test(url) ? { href: url, target: '_blank', rel: 'noreferrer' } : { href: url };
}

export function Link({ href, variant = 'primary', preventDefault = false, onClick, overlay, children }: LinkProps) {
  return (
    <WithOverlay overlay={overlay}>
      <a
        className={`hs-link hs-link-${variant}`}
        {...readHref(href)}
        onClick={(event) => {
          if (preventDefault) event.preventDefault();
          reactTo(onClick, event);
        }}
      >
        {children}
      </a>
    </WithOverlay>
  );
}

export function Image({ src, alt, width, height, overlay }: ImageProps) {
  return (
    <WithOverlay overlay={overlay}>
      <img src={src} alt={alt ?? ''} width={width} height={height} className="hs-image" />
    </WithOverlay>
  );
}

export function DescriptionList({ direction = 'column', children }: DescriptionListProps) {
  return <dl className={`hs-descriptions hs-descriptions-${direction}`}>{children}</dl>;
}

export function DescriptionListItem({ label, children }: DescriptionListItemProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
