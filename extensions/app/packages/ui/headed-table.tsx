import { Table, TableBody, TableHead, TableHeader, TableRow, type TableHeaderProps } from '@hubspot/ui-extensions';
import React from 'react';

export interface Column {
  label: string;
  align?: 'left' | 'right';
  width?: TableHeaderProps['width'];
  /** If the table can be sorted by it. */
  sort?: { direction: 'ascending' | 'descending' | 'none'; onChange: () => void };
}

interface HeadedTableProps {
  /** In order, each with its own label; a string is only a label. */
  columns: readonly (Column | string)[];
  bordered?: boolean;
  /** Rows. */
  children: React.ReactNode;
}

/** A condensed table with a header row. */
export function HeadedTable({ columns, bordered = true, children }: HeadedTableProps) {
  return (
    <Table density="condensed" bordered={bordered}>
      <TableHead>
        <TableRow>
          {columns
            .map((column) => (typeof column === 'string' ? { label: column } : column))
            .map((column) => (
              <Head key={column.label} {...column} />
            ))}
        </TableRow>
      </TableHead>
      <TableBody>{children}</TableBody>
    </Table>
  );
}

function Head({ label, align = 'left', width = 'auto', sort }: Column) {
  if (sort === undefined) {
    return (
      <TableHeader align={align} width={width}>
        {label}
      </TableHeader>
    );
  }
  return (
    <TableHeader align={align} width={width} sortDirection={sort.direction} onSortChange={() => sort.onChange()}>
      {label}
    </TableHeader>
  );
}
