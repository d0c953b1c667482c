import { createController } from '@remote-ui/react/host';
import type { Controller } from '@remote-ui/react/host';
import type { ComponentType, ReactNode } from 'react';
import { Button, Dropdown, DropdownButtonItem, LoadingButton } from './buttons.tsx';
import { BarChart, LineChart } from './charts.tsx';
import { CrmActionButton, CrmActionLink, CrmPropertyList } from './crm.tsx';
import { Alert, EmptyState, ErrorState, LoadingSpinner, ProgressBar, StatusTag, Tag } from './feedback.tsx';
import { Icon } from './icon.tsx';
import { Checkbox, Form, Input, NumberInput, Select, TextArea, Toggle } from './inputs.tsx';
import { Accordion, AutoGrid, Box, ButtonRow, Card, Divider, Flex, Inline, Spacer, Tile } from './layout.tsx';
import { DialogBody, DialogFooter, Modal, Panel, Tooltip } from './overlays.tsx';
import { ScoreCircle, Statistics, StatisticsItem, StatisticsTrend } from './statistics.tsx';
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from './tables.tsx';
import { StepIndicator } from './step-indicator.tsx';
import { Tab, Tabs } from './tabs.tsx';
import { DescriptionList, DescriptionListItem, Heading, Image, Link, List, Text } from './text.tsx';
import { ToggleGroup } from './toggle-group.tsx';

/** The page's drawing of each of HubSpot's components, by the name under which a bundle sends it. */
const COMPONENTS = {
  Accordion,
  AutoGrid,
  Box,
  ButtonRow,
  Card,
  Divider,
  Flex,
  Inline,
  Spacer,
  Tile,
  Button,
  Dropdown,
  DropdownButtonItem,
  LoadingButton,
  Alert,
  EmptyState,
  ErrorState,
  LoadingSpinner,
  ProgressBar,
  StatusTag,
  Tag,
  DescriptionList,
  DescriptionListItem,
  Heading,
  Icon,
  Image,
  Link,
  List,
  Text,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  ScoreCircle,
  BarChart,
  LineChart,
  StepIndicator,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Tab,
  Tabs,
  Checkbox,
  Form,
  Input,
  NumberInput,
  SearchInput: Input,
  Select,
  TextArea,
  Toggle,
  ToggleGroup,
  Modal,
  ModalBody: DialogBody,
  ModalFooter: DialogFooter,
  Tooltip,
  Panel,
  PanelBody: DialogBody,
  PanelFooter: DialogFooter,
  PanelSection: DialogBody,
  CrmActionButton,
  CrmActionLink,
  CrmPropertyList,
};

const base = createController(COMPONENTS);
const unknown = new Map<string, ComponentType<{ children?: ReactNode }>>();

/** Finds a component's drawing; one that has none is drawn as a warning with its content, so that nothing is silently missing. */
export const controller: Controller = {
  ...base,
  get: (type) =>
    typeof type === 'string' && !Object.hasOwn(COMPONENTS, type) ? unknownComponent(type) : base.get(type),
};

/** One identity for each name, or React would draw its content anew each time. */
function unknownComponent(name: string): ComponentType<{ children?: ReactNode }> {
  const known = unknown.get(name);
  if (known !== undefined) return known;
  const Unknown = ({ children }: { children?: ReactNode }) => (
    <div className="hs-alert hs-alert-warning" role="status" data-unknown-component={name}>
      <strong>The sandbox has no drawing of {name}</strong>
      <span>HubSpot has one; its content follows.</span>
      {children}
    </div>
  );
  unknown.set(name, Unknown);
  return Unknown;
}
