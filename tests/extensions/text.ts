import {
  isRenderedTextNode,
  type RenderedElementNode,
  type RenderedNode,
  type RenderedRootNode,
} from '@hubspot/ui-extensions/testing';

/** Every word on the screen, in reading order: texts, and the props that HubSpot's components show. */
export function readScreen(node: RenderedNode | RenderedRootNode): string {
  return collect(node).join(' ').replaceAll(/\s+/g, ' ');
}

const SHOWN_PROPS = ['title', 'label', 'number', 'value', 'valueDescription', 'buttonText'];

function collect(node: RenderedNode): string[] {
  if (isRenderedTextNode(node)) return [node.text];
  const { props, childNodes } = node as RenderedElementNode;
  const shown = SHOWN_PROPS.map((name) => (props as Record<string, unknown> | undefined)?.[name]).filter(
    (value) => typeof value === 'string',
  );
  return [...shown, ...childNodes.flatMap((child) => collect(child))];
}
