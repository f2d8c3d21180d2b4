<?php
/**
 * Publishes articles in a SPIP that is set up: article.php SITE TEXT…
 *
 * @package boussole-tests
 */

$database = new PDO( 'sqlite:' . $argv[1] . '/config/bases/spip.sqlite' );
$database->exec( "INSERT OR IGNORE INTO spip_rubriques (id_rubrique, id_secteur, titre, statut, lang, date) VALUES (1, 1, 'Rubrique', 'publie', 'fr', '2026-01-01 00:00:00')" );
$article = $database->prepare( "INSERT INTO spip_articles (titre, texte, statut, id_rubrique, id_secteur, lang, date, date_modif) VALUES ('Article', ?, 'publie', 1, 1, 'fr', '2026-01-01 00:00:00', '2026-01-01 00:00:00')" );
foreach ( array_slice( $argv, 2 ) as $text ) {
	$article->execute( array( $text ) );
	echo $database->lastInsertId(), "\n";
}
