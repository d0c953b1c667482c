import type { Language } from './places.ts';
import type { Random } from './random.ts';

const words = (list: string): readonly string[] => list.split(' ');

const NAMES: Record<Language, { first: readonly string[]; last: readonly string[] }> = {
  en: {
    first: words(
      'Amelia Grace Olivia Hannah Rachel Megan Priya Aisha Naomi Claire Sofia Nadia Keiko Chloe Tamara Denise Simone Joy Daniel Marcus Oliver James Ethan Samuel Andre Malik Rohan Kenji Diego Victor Owen Patrick Elliot Tariq Winston Caleb Nathan Julian Dominic Felix',
    ),
    last: words(
      'Okafor Bennett Hughes Patel Nguyen Carter Whitfield Morales Sinclair Brooks Iyer Tanaka Osei Fletcher Barnes Kowalski Grant Mensah Delgado Reyes Sutton Chandra Novak Hale Pruitt Yamada Lowe Ferris Abbott Quinn Hussain Doyle Marsh Vance Kaplan Adeyemi Rhodes Keane Lindqvist Park',
    ),
  },
  de: {
    first: words(
      'Anna Katrin Julia Sabine Lena Miriam Heike Claudia Jonas Lukas Stefan Matthias Tobias Florian Jan Markus Henrik Uwe',
    ),
    last: words(
      'Weber Hoffmann Brandt Krüger Lehmann Vogel Schreiber Albrecht Seidel Böhm Yıldız Lorenz Winkler Franke Öztürk Reuter Haas Thiel',
    ),
  },
  fr: {
    first: words('Camille Élodie Manon Claire Sylvie Aurélie Inès Julien Thomas Antoine Mathieu Olivier Rémi Karim'),
    last: words('Lefèvre Moreau Girard Fontaine Mercier Chevalier Benali Rousseau Perrin Gauthier Marchand Colin'),
  },
  es: {
    first: words('Lucía Carmen Elena Marta Pilar Ana Javier Álvaro Sergio Pablo Iván Rubén'),
    last: words('Ruiz Navarro Ortega Vidal Castillo Molina Serrano Ibáñez Prieto Campos Herrera Soler'),
  },
};

/** A first and a last name; in every country some people have names from other countries. */
export function pickPersonName(random: Random, language: Language): { first: string; last: string } {
  const names = NAMES[random.chance(0.85) ? language : 'en'];
  return { first: random.pick(names.first), last: random.pick(names.last) };
}

/** `Élodie Lefèvre` → `elodie.lefevre`, as mailboxes are named. */
export function toMailbox(first: string, last: string): string {
  return `${first}.${last}`.replaceAll('ı', 'i').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
