import { Stack, Table, Text } from '@mantine/core';

import { locale, t } from '@/shared/lib/i18n';

import { budgetOf, type CostItem } from '../asked-for';
import type { TaskDetail } from '../task';
import { ToldAtTheEnd } from './told-at-the-end';

const CURRENCY = /^[A-Z]{3}$/;

/** What a ticket asks for in money, item by item, and what BMS knows of the outcome. */
export function BudgetTab({ task }: { task: TaskDetail }) {
  const budget = budgetOf(task.ticket.details);
  if (!budget) return null;
  const money = moneyIn(budget.currency);
  const sum = sumOf(budget.items);
  return (
    <Stack gap="md">
      <div>
        <Text size="sm" c="dimmed">
          {t('budget.requested')}
        </Text>
        <Text component="h2" fw={650} size="xl" className="tabular">
          {money(budget.requested)}
        </Text>
      </div>
      {budget.items.length > 0 && <Items items={budget.items} sum={sum} money={money} />}
      {budget.items.length > 0 && budget.requested !== null && differ(sum, budget.requested) && (
        <Text size="sm" c="red">
          {t('budget.differs', { sum: money(sum), requested: money(budget.requested) })}
        </Text>
      )}
      <ToldAtTheEnd task={task} />
    </Stack>
  );
}

interface ItemsProps {
  items: CostItem[];
  sum: number;
  money: (amount: number | null) => string;
}

function Items({ items, sum, money }: ItemsProps) {
  return (
    <Table fz="sm" verticalSpacing={6} horizontalSpacing={0} aria-label={t('budget.items')}>
      <Table.Tbody>
        {items.map(({ name, amount }, index) => (
          <Table.Tr key={index}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{name || t('budget.unnamed')}</Table.Td>
            <Table.Td ta="right" className="tabular">
              {money(amount)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th>{t('budget.sum')}</Table.Th>
          <Table.Th ta="right" className="tabular">
            {money(sum)}
          </Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}

function sumOf(items: CostItem[]): number {
  return items.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}

/** Cents decide, not what binary fractions make of them. */
function differ(one: number, other: number): boolean {
  return Math.round(one * 100) !== Math.round(other * 100);
}

function moneyIn(currency: string): (amount: number | null) => string {
  const style = CURRENCY.test(currency) ? { style: 'currency' as const, currency } : {};
  const format = new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, ...style });
  return (amount) => (amount === null ? t('budget.notGiven') : format.format(amount));
}
