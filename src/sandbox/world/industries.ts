/** Industries of the world: HubSpot's value, words company names end in, how common it is, and how readily it buys. */
export interface WorldIndustry {
  value: string;
  words: readonly string[];
  weight: number;
  /** 0–1, planted: some industries are more likely to buy. */
  appetite: number;
}

const industry = (value: string, words: string, weight: number, appetite: number): WorldIndustry => ({
  value,
  words: words.split(' '),
  weight,
  appetite,
});

export const WORLD_INDUSTRIES: readonly WorldIndustry[] = [
  industry('COMPUTER_SOFTWARE', 'Software Systems Labs Cloud', 14, 0.95),
  industry('FINANCIAL_SERVICES', 'Capital Financial Payments Finance', 9, 0.9),
  industry('INSURANCE', 'Insurance Assurance Mutual', 7, 0.85),
  industry('BANKING', 'Bank Savings', 4, 0.6),
  industry('LOGISTICS_AND_SUPPLY_CHAIN', 'Logistics Freight Shipping', 9, 0.8),
  industry('INDUSTRIAL_AUTOMATION', 'Automation Robotics Controls', 7, 0.75),
  industry('MACHINERY', 'Machinery Tooling Works', 7, 0.5),
  industry('AUTOMOTIVE', 'Automotive Mobility Drivetrain', 5, 0.5),
  industry('MEDICAL_DEVICES', 'Medical Diagnostics Devices', 5, 0.65),
  industry('HOSPITAL_HEALTH_CARE', 'Health Clinics Care', 6, 0.35),
  industry('PHARMACEUTICALS', 'Pharma Therapeutics Biologics', 4, 0.45),
  industry('TELECOMMUNICATIONS', 'Telecom Networks', 4, 0.6),
  industry('RENEWABLES_ENVIRONMENT', 'Renewables Solar Wind', 5, 0.5),
  industry('UTILITIES', 'Utilities Power Water', 3, 0.3),
  industry('RETAIL', 'Stores Retail Outfitters', 6, 0.3),
  industry('CONSUMER_GOODS', 'Brands Goods Home', 4, 0.3),
  industry('FOOD_PRODUCTION', 'Foods Mills Dairy', 4, 0.2),
  industry('MANAGEMENT_CONSULTING', 'Consulting Advisory Partners', 4, 0.4),
  industry('CONSTRUCTION', 'Construction Building Civil', 4, 0.15),
  industry('HOSPITALITY', 'Hotels Resorts', 3, 0.1),
  industry('HIGHER_EDUCATION', 'University Institute', 2, 0.1),
];

const FIRST_SYLLABLES =
  'Alder Brim Calder Dorn Elver Fenn Garrow Halden Isen Jorn Kestrel Lind Marrow Norr Oster Pell Quill Rowan Sten Tarn Ulver Vesper Wex Yarrow Zell Ambel Brack Corv Dun Esk Farrow Grims Harrow Ingle Keld Lorn Mosel Nether Orm Thorn'.split(
    ' ',
  );
const LAST_SYLLABLES =
  'mere wick tara vane holt gate mont brook dale forth strand well ridge ion ova berg leigh stead march field'.split(
    ' ',
  );

/** All invented company names; any resemblance to a real company is coincidental. */
export function listCompanyStems(): string[] {
  return FIRST_SYLLABLES.flatMap((first) => LAST_SYLLABLES.map((last) => `${first}${last}`));
}
