import type { JobFunction } from '../title-class.ts';

/** Words with commas between; how much a word says: an occupation most, then a department, then a word also used in passing. */
export interface FunctionWords {
  occupations: string;
  departments: string;
  hints: string;
}

/*
 * Words that say in which function somebody works.
 *
 * ADD A WORD: write it into the list of its function, in lower case and without accents. `occupations` are what a person is
 * ("engineer"), `departments` where they work ("marketing"), `hints` words that lose against both ("digital"). The longest
 * phrase that fits wins and uses up its words, so "customer service" is never read as "service". A word ending in `*` is a
 * beginning ("einkauf*" fits "Einkaufsleiter"; four letters at least).
 * Then one line in tests/domain/committee/classify-title.test.ts.
 */
export const FUNCTION_WORDS: Readonly<Record<Exclude<JobFunction, 'other'>, FunctionWords>> = {
  'general management': {
    occupations: '',
    departments: 'general management, corporate strategy, corporate development',
    hints: `
      geschaftsfuhr*, geschaftsleit*, vorstand*, strategy, strategic planning, strategic, strategie, estrategia,
      business unit, transformation, innovation`,
  },
  finance: {
    occupations: `
      accountant, accountants, bookkeeper, auditor, comptroller, controller, controleur, treasurer, financial analyst, actuary,
      underwriter, underwriting, banker, trader, investor, buchhalter*, comptable, contador, contadora, contable, ragioniere`,
    departments: `
      finance, finances, wealth, wealth management, financial, financials, accounting, accounts payable, accounts receivable, billing, tax,
      treasury, audit, internal audit, controllership, controlling, fp and a, fpa, budget, investor relations,
      finanz*, buchhaltung, kaufmannisch*, rechnungswesen, financier, financiere, financiero, financiera, financeiro, financeira,
      finanzas, finanza, comptabilite, contabilidad, contabilidade, tesoreria, financien, financieel, finanziario, m and a,
      mergers`,
    hints: `
      banking, lending, loans, securities, investment, investments, equity, ventures, credit, risk, asset management, fund, capital`,
  },
  'IT/engineering': {
    occupations: `
      engineer, engineers, developer, developers, programmer, coder, scrum master, agile coach, software tester, architect, technologist, webmaster, devops,
      sre, dba, sysadmin, technician, scientist, data scientist, data analyst, data engineer, system administrator,
      systems administrator, business analyst, business systems analyst, network administrator, database administrator, systems analyst, system analyst,
      entwickler*, softwareentwickl*, informatik*, ingenieur*, developpeur, developpeuse, architecte, desarrollador,
      desarrolladora, ingeniero, ingeniera, ingegnere, engenheiro, engenheira, programador, programmierer*,
      sviluppatore, ontwikkelaar`,
    departments: `
      it, ict, information technology, information systems, engineering, software, data, data science, analytics,
      machine learning, business intelligence, artificial intelligence, ai, ml, infrastructure, database, databases, cloud, systems,
      r and d, research and development, web development, software development, application development,
      technical support, it support, technical, technology, technologies, informatics, bioinformatics, computer, computers, computing, erp, crm, sap, scrum, agile, hardware, qa,
      quality assurance, back end, front end, full stack, backend, frontend, fullstack, edv, technik, technisch*,
      technique, tecnico, tecnologia, tecnologias, informatique, informatica, sistemas, sistemi,
      ti, ingenieria, ingegneria, systemes information, systemes d information`,
    hints:
      'analyst, analysts, digital, automation, platform, mobile, application, applications, web, integration, electrical, mechanical, electronics, network, networks, internet, scientific, research',
  },
  security: {
    occupations: `
      ciso, rssi, penetration tester, security engineer, security architect, security analyst, security officer`,
    departments: `
      security, cybersecurity, cyber, infosec, information security, it security, it sicherheit,
      informationssicherheit, informatiebeveiliging, securite, cybersecurite, seguridad, ciberseguridad, seguranca, sicurezza, soc`,
    hints: 'fraud',
  },
  legal: {
    occupations: `
      lawyer, attorney, counsel, solicitor, barrister, paralegal, jurist, juristin, syndikus*, rechtsanwalt*,
      avocat, avocate, abogado, abogada, avvocato, advogado, advogada, juriste, dpo, company secretary,
      data protection officer, datenschutzbeauftragte*`,
    departments: `
      legal, law, compliance, privacy, data protection, regulatory, regulatory affairs, contracts,
      contract management, recht, rechts*, datenschutz*, juridique, juridico, juridica, juridisch, legale,
      intellectual property, governance`,
    hints: 'ethics, policy',
  },
  procurement: {
    occupations: 'buyer, purchaser, einkaufer*, acheteur, acheteuse, comprador, compradora, inkoper, buyers',
    departments: `
      procurement, it procurement, technology procurement, it purchasing, it sourcing, purchasing, purchase, sourcing, strategic sourcing, vendor management, supplier management,
      category management, einkauf*, beschaffung*, achat, achats, approvisionnement, compras, aprovisionamiento,
      adquisiciones, acquisti, suprimentos, inkoop*`,
    hints: 'vendor, supplier, suppliers, outsourcing',
  },
  operations: {
    occupations: `
      office manager, plant manager, project manager, program manager, programme manager, pmo, chef de projet`,
    departments: `
      operations, operational, operation, operating, logistics, supply chain, manufacturing, production, plant,
      factory, office administrator, warehouse, distribution, facilities, facility, fleet, maintenance, quality, lean, back office,
      business process, process improvement, business operations, revenue operations, betrieb, betriebs*,
      produktion*, produktionsleit*, logistik*, fertigung*, werkleit*, werksleit*, lager*, logistique, exploitation,
      usine, operaciones, operaciones and logistica, logistica, produccion, operacoes, operazioni, produzione,
      productie, logistiek, media production`,
    hints: `
      delivery, administration, administrative, project, projects, projekt*, program, programme, process, planning, transportation,
      transport, construction, store, real estate, safety, environment, branch, implementation`,
  },
  marketing: {
    occupations:
      'marketer, copywriter, publicist, brand manager, community manager, art director, event manager, marketeer, media buyer',
    departments: `
      marketing, marketing*, product marketing, brand, branding, brands, communication, communications,
      public relations, pr, seo, sem, ppc, smm, social media, digital media, digital marketing, advertising,
      demand generation, demand gen, growth marketing, search engine, campaign, campaigns, event, events, content,
      market research, ecommerce, kommunikation*, werbung, presse*, mercadeo, mercadotecnia, comunicacion,
      comunicacao, comunicazione, communicatie, publicite, publicidad, evangelist`,
    hints: 'growth, creative, public affairs, merchandising, insights',
  },
  sales: {
    occupations: `
      account executive, relationship manager, insurance agent, account manager, account director, salesperson, salesman, sales representative, sales rep,
      sales engineer, sales executive, sdr, bdr, bdm, vendeur, vendeuse, vendedor, vendedora, verkaufer*, venditore,
      verkoper, commercial director, commercial manager, charge affaires, charge d affaires`,
    departments: `
      sales, it sales, software sales, technology sales, technical sales, cloud sales, infrastructure sales, systems sales,
      security sales, cybersecurity sales, product sales, media sales, advertising sales, services sales, service sales,
      technology partnerships, technology partnership, technology alliances, telesales, telemarketing, presales, pre sales, sales operations, sales development, commercial operations, business development,
      new business, key account, key accounts, accounts, account management, account development, revenue, revenues,
      partnerships, partnership, partnering, alliances, channel, channels, go to market, gtm, vertrieb*, verkauf*,
      ventes, vente, commerciale, commercieel, commerciali, ventas, comercial, vendas, vendite, verkoop*, aussendienst*,
      innendienst*, salesforce`,
    hints: `
      commercial, territory, market, markets, export, commercialisation, commercialization`,
  },
  HR: {
    occupations: `
      learning designer, instructional designer, recruiter, recruiters, hrbp, headhunter, head hunter, personalreferent*, recruteur, hr business partner,
      people partner, talent partner`,
    departments: `
      hr, personnel, labor relations, labour relations, industrial relations, human resources, human resource, human capital, people, people operations, people and culture, talent,
      talent acquisition, it recruitment, technical recruiting, technical recruitment, recruiting, recruitment, staffing, payroll, compensation, total rewards, employee,
      employee relations, learning and development, organizational development, organisational development,
      workforce, diversity, personalleit*, personalwesen, personalabteilung, personalentwickl*, leiter personal,
      leitung personal, rh, ressources humaines, recursos humanos, rrhh, risorse umane, personeelszaken,
      personal and organisation`,
    hints: 'culture, training, learning, resourcing',
  },
  product: {
    occupations: `
      designer, product manager, product owner, product owners, product lead, chef de produit, jefe de producto,
      ux researcher`,
    departments: `
      product, product management, product development, product design, product line, ux, ui, user experience,
      design, produktmanag*, produkt*, produit, produits, producto, productos, produto, prodotto`,
    hints: 'products, roadmap',
  },
  'customer success': {
    occupations: 'customer success manager, csm',
    departments: `
      customer success, client success, customer service, customer services, customer support, customer care,
      customer experience, customer operations, client services, client service, client relations,
      client experience, client delivery, customer relations, kundenservice, kundenbetreu*,
      kundendienst*, service client, relation client, servicio al cliente, atencion al cliente, atendimento,
      klantenservice, assistenza clienti`,
    hints: 'client, clients, customer, customers, support, service, services, onboarding',
  },
};
