import type { TableCellProps, TableElementProps, TableHeaderProps, TableProps } from '@hubspot/ui-extensions';

const SIGNS = { ascending: ' ▲', descending: ' ▼', none: '' } as const;

export function Table(props: TableProps) {
  const { density = 'default', bordered = true, flush = false, children } = props;
  return (
    // Focusable, because it scrolls if it is wider than its container.
    <div className="hs-table-box" tabIndex={0}>
      <table className={`hs-table hs-table-${density} ${bordered ? 'hs-bordered' : ''} ${flush ? 'hs-flush' : ''}`}>
        {children}
      </table>
      {props.paginated === true ? <Pages {...props} /> : null}
    </div>
  );
}

function Pages({ page = 1, pageCount, onPageChange }: Extract<TableProps, { paginated: true }>) {
  return (
    <nav className="hs-pages" aria-label="Pages of the table">
      <button type="button" disabled={page <= 1} onClick={() => onPageChange(page - 1)}>
        Previous
      </button>
      <span>
        {page} of {pageCount}
      </span>
      <button type="button" disabled={page >= pageCount} onClick={() => onPageChange(page + 1)}>
        Next
      </button>
    </nav>
  );
}

export const TableHead = ({ children }: TableElementProps) => <thead>{children}</thead>;
export const TableBody = ({ children }: TableElementProps) => <tbody>{children}</tbody>;
export const TableFooter = ({ children }: TableElementProps) => <tfoot>{children}</tfoot>;
export const TableRow = ({ children }: TableElementProps) => <tr>{children}</tr>;

export function TableHeader(props: TableHeaderProps) {
  const { align, width, children } = props;
  const style = { textAlign: align, ...cssWidth(width) };
  if (!('onSortChange' in props)) {
    return (
      <th scope="col" style={style}>
        {children}
      </th>
    );
  }
  const { sortDirection, onSortChange, disabled = false } = props;
  const next = sortDirection === 'ascending' ? 'descending' : 'ascending';
  return (
    <th scope="col" style={style} aria-sort={sortDirection}>
      <button type="button" className="hs-plain" disabled={disabled} onClick={() => onSortChange(next)}>
        {children}
        {SIGNS[sortDirection]}
      </button>
    </th>
  );
}

export function TableCell({ align, width, colSpan, children }: TableCellProps) {
  return (
    <td style={{ textAlign: align, ...cssWidth(width) }} colSpan={colSpan}>
      {children}
    </td>
  );
}

/** A width in pixels is kept if the table is wider than its container, which then scrolls. */
function cssWidth(width: TableCellProps['width']): { width?: string | number; minWidth?: number } {
  if (typeof width === 'number') return { width, minWidth: width };
  if (width === 'min') return { width: '1px' };
  return width === undefined ? {} : { width: width === 'max' ? '100%' : width };
}
